package io.nificrm.profile;

import java.util.List;
import java.util.function.Consumer;

/** One look at a profile file, again and again; tells of what is new. A mistake is told once, until the file changes. */
final class ProfileWatch implements Runnable {
    private final ProfileFile file;
    private final Consumer<ListeningProfile> changed;
    private final Consumer<List<ProfileProblem>> refused;
    private List<ProfileProblem> told = List.of();

    ProfileWatch(ProfileFile file, Consumer<ListeningProfile> changed, Consumer<List<ProfileProblem>> refused) {
        this.file = file;
        this.changed = changed;
        this.refused = refused;
    }

    @Override
    public void run() {
        switch (file.look()) {
            case ProfileFile.Look.Unchanged unchanged -> {}
            case ProfileFile.Look.Loaded loaded -> {
                told = List.of();
                changed.accept(loaded.profile());
            }
            case ProfileFile.Look.Refused bad -> {
                if (!bad.problems().equals(told)) {
                    told = bad.problems();
                    refused.accept(bad.problems());
                }
            }
        }
    }
}
