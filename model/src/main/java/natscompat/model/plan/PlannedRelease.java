package natscompat.model.plan;

import natscompat.model.release.ReleaseSource;
import natscompat.model.release.ServerVersion;

/**
 * A release as the plan knows it.
 *
 * @param name as typed; mixes use it
 * @param version what its server will report
 * @param source where it comes from
 * @param revision commit, module version or digest; a replay refuses another one
 */
public record PlannedRelease(String name, ServerVersion version, ReleaseSource source, String revision) {}
