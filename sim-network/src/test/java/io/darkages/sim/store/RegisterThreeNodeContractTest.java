package io.darkages.sim.store;

/** The register on a store of 3 nodes. */
class RegisterThreeNodeContractTest extends ScyllaRegisterContract {

    RegisterThreeNodeContractTest() {
        super(3);
    }
}
