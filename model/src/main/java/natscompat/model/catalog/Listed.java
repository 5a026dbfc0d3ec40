package natscompat.model.catalog;

/** Something that {@code list} shows: a name to type and one line that explains it. */
public interface Listed {
    /** What people type: lower case, dashes. */
    String name();

    /** One line, without a full stop. */
    String line();
}
