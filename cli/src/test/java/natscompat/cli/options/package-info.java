/** Tests of what was asked for as values. Begin at {@link QuantitiesTest}. */
@NullMarked
package natscompat.cli.options;

import org.jspecify.annotations.NullMarked;
