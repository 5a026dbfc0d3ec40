package natscompat.mayhem.link;

/**
 * What shows in two ways: each is demanded.
 *
 * @param inside as the link proxy tells
 * @param outside as messages and servers tell
 */
record Both(Impaired.Sight inside, Impaired.Sight outside) implements Impaired.Sight {
    @Override
    public String bad() {
        return inside.bad() + "; " + outside.bad();
    }

    @Override
    public String good() {
        return inside.good() + "; " + outside.good();
    }

    @Override
    public void close() {
        inside.close();
        outside.close();
    }
}
