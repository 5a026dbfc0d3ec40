/**
 * Named recoveries: several beats one after another that are known to be hard (facts: bugs.md 1, seeds.md 4.5). Begin at
 * {@link natscompat.mayhem.script.OldOnesLead}. Knows servers by what they are asked and told, not how they run.
 */
@NullMarked
package natscompat.mayhem.script;

import org.jspecify.annotations.NullMarked;
