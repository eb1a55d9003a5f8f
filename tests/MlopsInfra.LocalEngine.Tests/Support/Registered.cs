using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Tests.Support;

/// <summary>The answer to a registration.</summary>
internal sealed record Registered(string Urn, string Id, PropertyMap Outputs);
