package natscompat.planner;

import java.time.Duration;

/** How times and sizes are said to people. */
final class Words {
    private Words() {}

    /** As {@code --budget} reads it: {@code 90s}, {@code 4m}, {@code 1h5m}, {@code 2.2s}; never rounded down. */
    static String time(Duration time) {
        if (time.toMillisPart() != 0) {
            return time.compareTo(Duration.ofMinutes(1)) < 0
                    ? "%d.%ds".formatted(time.toSeconds(), time.toMillisPart() / 100)
                    : time(time.plusMillis(1000 - time.toMillisPart()));
        }
        if (time.isZero()) {
            return "0s";
        }
        return (time.toHours() > 0 ? time.toHours() + "h" : "")
                + (time.toMinutesPart() > 0 ? time.toMinutesPart() + "m" : "")
                + (time.toSecondsPart() > 0 ? time.toSecondsPart() + "s" : "");
    }
}
