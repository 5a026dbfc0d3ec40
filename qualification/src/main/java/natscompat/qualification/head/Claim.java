package natscompat.qualification.head;

/**
 * A runner asks for its cell.
 *
 * @param batch the batch that it was started for
 * @param index its index in the batch
 * @param runner its name: the pod's
 */
record Claim(String batch, int index, String runner) {}
