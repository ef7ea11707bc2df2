package io.darkages.sim.store;

/** The register on a store of 5 nodes. */
class RegisterFiveNodeContractTest extends ScyllaRegisterContract {

    RegisterFiveNodeContractTest() {
        super(5);
    }
}
