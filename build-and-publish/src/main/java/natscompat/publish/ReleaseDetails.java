package natscompat.publish;

import java.util.Optional;

/**
 * How people call a resolved release, besides what they typed.
 *
 * @param tag the tag of its commit: the one of its version, else the first
 * @param branch the branch that was typed, else the first whose tip it is
 * @param source where its sources are published: an https URL
 */
public record ReleaseDetails(Optional<String> tag, Optional<String> branch, Optional<String> source) {}
