package natscompat.model.plan;

import java.time.Duration;
import java.util.List;
import natscompat.model.catalog.Role;

/**
 * One fault of the plan.
 *
 * @param id unique in its cell, e.g. {@code 7.2}: step and number; names it in events and log files
 * @param mode the mayhem mode that drew it
 * @param fault the kind of fault
 * @param role what the target is at the moment of injection
 * @param ordinals for the roles OLD, NEW and ORDINAL: among these (so a control aims at the same servers); else empty
 * @param offset from the start of the step that holds it
 * @param open from injection to heal
 * @param waitsForRecovery whether its heal waits until the targets have caught up, before the next fault may come
 * @param draw a draw for what is decided only at injection, e.g. which of several followers
 */
public record PlannedFault(
        String id,
        String mode,
        String fault,
        Role role,
        List<Integer> ordinals,
        Duration offset,
        Duration open,
        boolean waitsForRecovery,
        long draw) {}
