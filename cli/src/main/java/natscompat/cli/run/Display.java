package natscompat.cli.run;

import natscompat.cli.Shell;

/**
 * How a run is shown.
 *
 * @param shell where
 * @param json whether stdout belongs to JSON lines
 * @param teamCity whether stdout carries TeamCity service messages
 */
public record Display(Shell shell, boolean json, boolean teamCity) {}
