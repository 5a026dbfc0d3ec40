/** Tests of the views: pure, from documents as servers write them. */
@NullMarked
package natscompat.platform.view;

import org.jspecify.annotations.NullMarked;
