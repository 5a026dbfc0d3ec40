package natscompat.qualification;

import java.util.Optional;
import natscompat.checker.verdict.ExitCode;
import natscompat.model.failure.Failure;

/**
 * How a run ends, decided once: the exit code, and the failure that is told beside the matrix. What is broken is broken
 * whatever else went wrong; a bug of ours comes before what the machine lacks (DESIGN.md, "Words to the user").
 *
 * @param exit of the process, and in matrix.json
 * @param failure why the run could not show more, if it was one
 */
record Ending(ExitCode exit, Optional<Failure> failure) {
    /**
     * Decides.
     *
     * @param shown what the verdicts alone come to
     * @param trouble what made it impossible to go on
     * @param lacking what the machine lacked, when that is the only reason why cells crashed
     */
    static Ending of(ExitCode shown, Optional<Failure> trouble, Optional<Failure> lacking) {
        boolean crashed = shown.code() == ExitCode.CRASHED;
        Optional<Failure> cause = trouble.or(() -> crashed ? lacking : Optional.empty());
        if (cause.isEmpty() || shown.code() == ExitCode.BROKEN || (crashed && lacking.isEmpty())) {
            return new Ending(shown, cause);
        }
        return new Ending(new ExitCode(cause.get().category().exitCode(), cause.get().text()), cause);
    }

    /**
     * The same after what it came to was to be written. What is broken stays broken, and a crash of ours one; but nothing
     * passes without its record.
     *
     * @param unwritten why some of it could not be written
     */
    Ending after(Optional<Failure> unwritten) {
        if (unwritten.isEmpty()) {
            return this;
        }
        boolean stays = exit.code() == ExitCode.BROKEN || exit.code() == ExitCode.CRASHED || failure.isPresent();
        Failure why = unwritten.get();
        return new Ending(
                stays ? exit : new ExitCode(why.category().exitCode(), why.text()), failure.or(() -> unwritten));
    }
}
