package dev.syncline.simulator.bulk.classic;

import dev.syncline.simulator.rest.RunningId;

/** Where jobs and batches get their ids from. */
record ClassicIds(RunningId jobs, RunningId batches) {}
