package natscompat.model.rundir;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import natscompat.model.failure.Failure;
import natscompat.model.plan.Cell;
import natscompat.model.plan.Plan;
import natscompat.model.release.BuiltRelease;
import natscompat.model.verdict.Matrix;

/**
 * The folder of one run. Thread-safe: its documents are replaced as a whole, its cells have a folder each.
 *
 * @param path absolute
 */
public record RunFolder(Path path) {
    private static final String CELLS = "cells";

    /**
     * Makes the folder of a new run.
     *
     * @throws natscompat.model.failure.FailureException when it exists already or cannot be made
     */
    public static RunFolder create(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            if (absolute.getParent() != null) {
                Files.createDirectories(absolute.getParent());
            }
            Files.createDirectory(absolute);
            Files.createDirectory(absolute.resolve(CELLS));
            return new RunFolder(absolute);
        } catch (FileAlreadyExistsException e) {
            throw Failure.input("make the run folder " + absolute, "it exists already",
                    "Name another one with --out, or remove it.");
        } catch (IOException e) {
            throw Failure.environment("make the run folder " + absolute, String.valueOf(e),
                    "Name a folder that can be written with --out.");
        }
    }

    /**
     * The folder of a run that may have been begun by a process that is gone: what is there stays.
     *
     * @throws natscompat.model.failure.FailureException when it cannot be made
     */
    public static RunFolder continued(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute.resolve(CELLS));
            return new RunFolder(absolute);
        } catch (IOException e) {
            throw Failure.environment("make the run folder " + absolute, String.valueOf(e),
                    "See that the volume can be written.").causedBy(e);
        }
    }

    /** Removes the folder of a run in which no cell was begun. */
    public void discard() throws IOException {
        for (String name : List.of("run.json", "plan.json", "releases.json", "cells")) {
            Files.deleteIfExists(file(name));
        }
        Files.deleteIfExists(path);
    }

    /** The file of that name at the top of the folder. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** Writes run.json. */
    public void write(RunInfo info) throws IOException {
        Json.write(file("run.json"), info);
    }

    /** Writes releases.json. */
    public void writeReleases(List<BuiltRelease> releases) throws IOException {
        Json.write(file("releases.json"), releases);
    }

    /** Writes plan.json. */
    public void write(Plan plan) throws IOException {
        Json.write(file("plan.json"), plan);
    }

    /** Writes matrix.json. */
    public void write(Matrix matrix) throws IOException {
        Json.write(file("matrix.json"), matrix);
    }

    /** Reads run.json. */
    public RunInfo info() throws IOException {
        return Json.read(file("run.json"), RunInfo.class);
    }

    /** Reads releases.json; empty when there is none. */
    public List<BuiltRelease> releases() throws IOException {
        return Files.exists(file("releases.json"))
                ? List.of(Json.read(file("releases.json"), BuiltRelease[].class))
                : List.of();
    }

    /** Reads plan.json. */
    public Plan plan() throws IOException {
        return Json.read(file("plan.json"), Plan.class);
    }

    /** Reads matrix.json. */
    public Matrix matrix() throws IOException {
        return Json.read(file("matrix.json"), Matrix.class);
    }

    /** Makes the folder of a cell, with cell.json in it. */
    public CellFolder create(Cell cell) throws IOException {
        Path folder = folder(cell).path();
        Files.createDirectories(folder.resolve("servers"));
        Json.write(folder.resolve("cell.json"), cell);
        return new CellFolder(folder);
    }

    /** Where the folder of that cell is, or will be. */
    public CellFolder folder(Cell cell) {
        return new CellFolder(path.resolve(CELLS).resolve(cell.folderName()));
    }

    /** The folders of all cells that were begun, by name. */
    public List<CellFolder> cells() throws IOException {
        try (Stream<Path> folders = Files.list(path.resolve(CELLS))) {
            return folders.filter(Files::isDirectory).sorted().map(CellFolder::new).toList();
        }
    }
}
