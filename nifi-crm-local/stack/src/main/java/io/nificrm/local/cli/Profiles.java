package io.nificrm.local.cli;

import io.nificrm.profile.InvalidProfileException;
import io.nificrm.profile.ListeningProfile;
import io.nificrm.profile.ProfileReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads listening profiles for the commands. */
final class Profiles {

    private Profiles() {}

    /**
     * Reads a profile.
     *
     * @throws CommandFailure when it is refused, with every mistake and its place
     */
    static ListeningProfile read(Path file) throws IOException, CommandFailure {
        try {
            return ProfileReader.read(Files.readString(file), file.toString());
        } catch (InvalidProfileException refused) {
            throw new CommandFailure("the listening profile is refused:\n" + refused.getMessage());
        } catch (CharacterCodingException garbled) {
            throw new CommandFailure(file + " is not in UTF-8");
        }
    }
}
