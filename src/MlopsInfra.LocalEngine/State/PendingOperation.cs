namespace MlopsInfra.LocalEngine.State;

/// <summary>A creation that was under way when the process died: the resource may or may not exist.</summary>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Type">Its type token.</param>
internal sealed record PendingOperation(string Urn, string Type);
