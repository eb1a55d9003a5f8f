namespace MlopsInfra.LocalCloud.Engine.Bridged;

/// <summary>A property that names another resource.</summary>
/// <param name="Path">Where it is in the inputs; <c>[]</c> goes through a list.</param>
/// <param name="Code">The service's error code if there is no such resource.</param>
/// <param name="Message">Its message; {0} is the value.</param>
/// <param name="Targets">The types it may name, without the package, as in <c>Project</c>; a star at the end stands for any
/// rest.</param>
internal sealed record BridgedReference(string Path, string Code, string Message, params string[] Targets);
