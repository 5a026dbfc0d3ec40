package natscompat.model.plan;

/**
 * A cell that was asked for and is not in the plan.
 *
 * @param what walk / mode, pair
 * @param why e.g. that the budget is over, or that the mode needs what the platform lacks
 */
public record NotPlanned(String what, String why) {}
