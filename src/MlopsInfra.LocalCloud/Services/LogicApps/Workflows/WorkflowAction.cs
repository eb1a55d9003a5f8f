using System.Text.Json.Nodes;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>An action of a definition, wherever in it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Body">What it says.</param>
/// <param name="Path">Where it is, as in <c>definition.actions.scope.actions.call</c>.</param>
/// <param name="Depth">How many levels deep; 1 for those that are in no other one.</param>
/// <param name="Siblings">The actions of the same branch, with itself.</param>
internal sealed record WorkflowAction(string Name, JsonObject Body, string Path, int Depth, JsonObject Siblings);
