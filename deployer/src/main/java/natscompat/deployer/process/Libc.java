package natscompat.deployer.process;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import natscompat.platform.Signal;

/**
 * The few calls of Linux that Java has no method for, made through the C library: an image without a shell has no
 * {@code kill} and no {@code mkfifo} to start (ADR 10). Stateless and thread-safe.
 */
public final class Libc {
    /** Nobody has a pipe open for reading (errno.h). */
    static final int NO_READER = 6;

    private static final int WRITE_ONLY = 1;
    private static final int NOT_BLOCKING = 0x800;
    /** Whatever is shorter is written to a pipe as a whole (PIPE_BUF). */
    private static final int WHOLE = 4096;
    /** RLIMIT_FSIZE. */
    private static final int FILE_SIZE = 1;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle KILL = function("kill",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle MKFIFO = function("mkfifo",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
    private static final MethodHandle OPEN = function("open",
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle WRITE = function("write", FunctionDescriptor.of(
            ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
    private static final MethodHandle CLOSE =
            function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    private static final MethodHandle PRLIMIT = function("prlimit", FunctionDescriptor.of(ValueLayout.JAVA_INT,
            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));

    private Libc() {}

    /** A call that was refused; the number is the one of errno.h. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;
        private final int number;

        Refused(String call, int number) {
            super(call + " failed with error " + number);
            this.number = number;
        }

        int number() {
            return number;
        }
    }

    /** One call; {@code errno} is where the C library leaves the reason. */
    private interface Call {
        long make(MemorySegment errno) throws Throwable;
    }

    @SuppressWarnings("restricted") // The descriptors are those of the manual pages.
    private static MethodHandle function(String name, FunctionDescriptor descriptor, Linker.Option... more) {
        Linker.Option[] options = new Linker.Option[more.length + 1];
        options[0] = Linker.Option.captureCallState("errno");
        System.arraycopy(more, 0, options, 1, more.length);
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }

    private static long call(String name, Arena arena, Call call) throws IOException {
        MemorySegment state = arena.allocate(STATE);
        try {
            long result = call.make(state);
            if (result < 0) {
                throw new Refused(name, (int) ERRNO.get(state, 0L));
            }
            return result;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IOException(name, e);
        }
    }

    /**
     * Sends a signal.
     *
     * @throws IOException when there is no such process, or it is not ours
     */
    public static void kill(long pid, Signal signal) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            call("kill " + pid + " by " + signal, arena,
                    state -> (int) KILL.invokeExact(state, Math.toIntExact(pid), number(signal)));
        }
    }

    /** As on Linux, whatever the processor. */
    private static int number(Signal signal) {
        return switch (signal) {
            case HUP -> 1;
            case INT -> 2;
            case KILL -> 9;
            case USR2 -> 12;
            case TERM -> 15;
            case CONT -> 18;
            case STOP -> 19;
        };
    }

    /** Makes a named pipe that only we may read and write. */
    public static void pipe(Path path) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            call("mkfifo " + path, arena, state -> (int) MKFIFO.invokeExact(state, name, 0600));
        }
    }

    /**
     * Writes a text into a named pipe and closes it, if somebody has it open for reading or waits to have it open.
     *
     * @param text up to 4096 bytes
     * @return whether somebody was there
     */
    public static boolean feed(Path pipe, byte[] text) throws IOException {
        if (text.length > WHOLE) {
            throw new IOException("a text of " + text.length + " bytes does not fit into a pipe at once");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(pipe.toString());
            int file = (int) call("open " + pipe, arena,
                    state -> (int) OPEN.invokeExact(state, name, WRITE_ONLY | NOT_BLOCKING));
            try {
                MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, text);
                call("write to " + pipe, arena,
                        state -> (long) WRITE.invokeExact(state, file, bytes, (long) text.length));
            } finally {
                call("close " + pipe, arena, state -> (int) CLOSE.invokeExact(state, file));
            }
            return true;
        } catch (Refused e) {
            if (e.number() == NO_READER) {
                return false;
            }
            throw e;
        }
    }

    /** Sets the soft limit of the size of files that a process of the same user may write; -1 for none. */
    public static void limitFileSize(long pid, long bytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment limits = arena.allocate(ValueLayout.JAVA_LONG, 2);
            int process = Math.toIntExact(pid);
            call("prlimit of " + pid, arena, state ->
                    (int) PRLIMIT.invokeExact(state, process, FILE_SIZE, MemorySegment.NULL, limits));
            limits.setAtIndex(ValueLayout.JAVA_LONG, 0, bytes);
            call("prlimit of " + pid, arena, state ->
                    (int) PRLIMIT.invokeExact(state, process, FILE_SIZE, limits, MemorySegment.NULL));
        }
    }
}
