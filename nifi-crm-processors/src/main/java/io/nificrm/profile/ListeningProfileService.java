package io.nificrm.profile;

import org.apache.nifi.controller.ControllerService;

/** Gives processors the listening profile in force. */
public interface ListeningProfileService extends ControllerService {
    /** The profile now; ask again for every FlowFile, for it changes when somebody edits it. Never waits. */
    ListeningProfile profile();
}
