package io.nificrm.people;

import org.apache.nifi.components.DescribedValue;

/** How mail addresses are written when they are looked up or kept. */
enum AddressHashing implements DescribedValue {
    NONE("None", "The address itself, normalised: without surrounding space, in lower case"),
    SHA256(
            "SHA-256",
            "The SHA-256 of the normalised address, 64 hexadecimal digits: what customer databases and advertising"
                    + " platforms exchange. No secret is needed on the other side, but whoever has a list of addresses can"
                    + " compute the same and recognise them: a pseudonym, not anonymity"),
    HMAC_SHA256(
            "HMAC-SHA-256",
            "The HMAC-SHA-256 (RFC 2104) of the normalised address, 64 hexadecimal digits. Choose it where you make the"
                    + " hashes of the contacts yourself: without the key nobody can recognise an address");

    private final String displayName;
    private final String description;

    AddressHashing(String displayName, String description) {
        this.displayName = displayName;
        this.description = description;
    }

    @Override
    public String getValue() {
        return name();
    }

    @Override
    public String getDisplayName() {
        return displayName;
    }

    @Override
    public String getDescription() {
        return description;
    }
}
