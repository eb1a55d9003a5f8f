using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>Runs an action.</summary>
/// <param name="run">The run.</param>
/// <param name="name">The action's name.</param>
/// <param name="action">The action.</param>
/// <param name="scope">What its expressions see.</param>
/// <param name="cancellationToken">Ends the run.</param>
internal delegate ValueTask<ActionOutcome> ActionHandler(WorkflowRun run, string name, JsonObject action, RunScope scope,
    CancellationToken cancellationToken);
