package natscompat.planner.draw;

import java.time.Duration;

/**
 * A dwell whose length is not known yet.
 *
 * @param leg index of its leg in the route, from 0
 * @param half 0 or 1 in a mixed phase, else 0
 * @param forced whether each mode must have a fault in it
 * @param floor the least it must last
 * @param weight its share of what is left
 */
public record Slot(int leg, int half, boolean forced, Duration floor, int weight) {}
