package io.nificrm.voice.duplicate;

import io.nificrm.touchpoint.Author;
import io.nificrm.touchpoint.Spam;
import io.nificrm.touchpoint.Touchpoint;
import io.nificrm.touchpoint.TouchpointBuilder;
import io.nificrm.touchpoint.Triage;
import java.util.List;
import java.util.Optional;

/**
 * Marks mentions that repeat what was said before, and those that look like a machine's or a campaign's. A repost repeats what it
 * passes on, whatever was remembered. Email events and the brand's own posts stay as they are; so does what a person corrected
 * ({@code duplicate_of}, {@code spam} in {@code triage.corrected}). Thread-safe.
 */
public final class DuplicateTagger {
    private final DuplicateSettings settings;
    private final DuplicateFinder finder;
    private final AuthorActivity activity;

    public DuplicateTagger(DuplicateSettings settings) {
        this.settings = settings;
        this.finder = new DuplicateFinder(settings);
        this.activity = new AuthorActivity(settings.authors());
    }

    DuplicateSettings settings() {
        return settings;
    }

    /** The touchpoint with {@code duplicate_of}, where it repeats another, and {@code spam}. */
    public Touchpoint tag(Touchpoint touchpoint) {
        if (touchpoint.type() != Touchpoint.Type.MENTION
                || touchpoint.author().flatMap(Author::ours).orElse(false)) {
            return touchpoint;
        }
        Voice voice = voice(touchpoint);
        AuthorActivity.Habits habits = activity.post(voice, SpamJudge.domains(touchpoint.links()));
        DuplicateFinder.Known known = known(touchpoint, voice);
        List<String> corrected = touchpoint.triage().map(Triage::corrected).orElse(List.of());
        TouchpointBuilder tagged = TouchpointBuilder.builder(touchpoint);
        if (!corrected.contains("duplicate_of")) {
            tagged.duplicateOf(Optional.of(known.first()).filter(first -> !first.equals(touchpoint.id())));
        }
        if (!corrected.contains("spam")) {
            Spam spam = SpamJudge.judge(touchpoint, known, habits);
            tagged.spam(spam);
        }
        return tagged.build();
    }

    private DuplicateFinder.Known known(Touchpoint touchpoint, Voice voice) {
        if (touchpoint.kind() == Touchpoint.Kind.REPOST && touchpoint.repostOf().isPresent()) {
            return new DuplicateFinder.Known(touchpoint.repostOf().get(), 1, 1);
        }
        // a title is often the thread's, which all of its comments share
        return touchpoint
                .text()
                .or(touchpoint::title)
                .map(text -> finder.look(voice, text))
                .orElseGet(() -> new DuplicateFinder.Known(touchpoint.id(), 1, 1));
    }

    private static Voice voice(Touchpoint touchpoint) {
        String author = touchpoint
                .author()
                .flatMap(known -> known.id().or(known::handle))
                .orElse(touchpoint.id());
        return new Voice(touchpoint.id(), Hashes.of(touchpoint.platform() + ':' + author), touchpoint.timestamp());
    }
}
