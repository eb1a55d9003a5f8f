using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalCloud.Engine;

/// <summary>A changed input and its place in the body.</summary>
/// <param name="Change">The change, by its path in the inputs.</param>
/// <param name="ArmPath">The path in the body, as in <c>properties.agentPoolProfiles[0].vmSize</c>.</param>
internal sealed record InputChange(PropertyChange Change, string ArmPath);
