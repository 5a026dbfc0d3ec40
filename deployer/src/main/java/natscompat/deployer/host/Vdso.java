package natscompat.deployer.host;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The code that the kernel maps into every process so that it can ask for the time without a system call (vdso(7)). All
 * processes have the same code at different addresses.
 *
 * @param from first address
 * @param to first address behind it
 */
record Vdso(long from, long to) {
    private static final int DYNAMIC_SYMBOLS = 11;
    private static final int SECTIONS_AT = 0x28;
    private static final int SECTION_SIZE_AT = 0x3a;
    private static final int SYMBOL = 24;

    /** That of a process. */
    static Vdso of(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/maps"), StandardCharsets.ISO_8859_1)) {
            if (line.endsWith("[vdso]")) {
                String[] ends = line.substring(0, line.indexOf(' ')).split("-", 2);
                return new Vdso(Long.parseUnsignedLong(ends[0], 16), Long.parseUnsignedLong(ends[1], 16));
            }
        }
        throw new IOException("process " + pid + " has no vdso");
    }

    /** Whether an address lies in it. */
    boolean holds(long address) {
        return address >= from && address < to;
    }

    /** Bytes of it, as that process has them. */
    byte[] read(long pid, long offset, int length) throws IOException {
        try (RandomAccessFile memory = memory(pid, "r")) {
            byte[] bytes = new byte[length];
            memory.seek(from + offset);
            memory.readFully(bytes);
            return bytes;
        }
    }

    /** Changes it in that process alone: the kernel gives the process a copy of the page. */
    void write(long pid, long offset, byte[] bytes) throws IOException {
        try (RandomAccessFile memory = memory(pid, "rw")) {
            memory.seek(from + offset);
            memory.write(bytes);
        }
    }

    static RandomAccessFile memory(long pid, String mode) throws IOException {
        return new RandomAccessFile("/proc/" + pid + "/mem", mode);
    }

    /** A function in it. */
    record Function(long offset, long length) {}

    /** Finds a function by its name in the table of symbols (elf(5), 64 bits). */
    static Function find(long pid, String name) throws IOException {
        Vdso own = of(pid);
        ByteBuffer elf = ByteBuffer.wrap(own.read(pid, 0, Math.toIntExact(own.to() - own.from())))
                .order(ByteOrder.LITTLE_ENDIAN);
        int sections = Math.toIntExact(elf.getLong(SECTIONS_AT));
        int size = elf.getShort(SECTION_SIZE_AT);
        int count = elf.getShort(SECTION_SIZE_AT + 2);
        for (int i = 0; i < count; i++) {
            int section = sections + i * size;
            if (elf.getInt(section + 4) == DYNAMIC_SYMBOLS) {
                int names = Math.toIntExact(elf.getLong(sections + elf.getInt(section + 40) * size + 24));
                int first = Math.toIntExact(elf.getLong(section + 24));
                int end = first + Math.toIntExact(elf.getLong(section + 32));
                for (int symbol = first; symbol < end; symbol += SYMBOL) {
                    if (text(elf, names + elf.getInt(symbol)).equals(name)) {
                        return new Function(elf.getLong(symbol + 8), elf.getLong(symbol + 16));
                    }
                }
            }
        }
        throw new IOException("the vdso has no " + name);
    }

    private static String text(ByteBuffer elf, int at) {
        StringBuilder text = new StringBuilder();
        for (int i = at; elf.get(i) != 0; i++) {
            text.append((char) elf.get(i));
        }
        return text.toString();
    }
}
