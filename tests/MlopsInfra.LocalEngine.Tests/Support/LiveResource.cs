using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Tests.Support;

/// <summary>A resource of the test cloud.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Outputs">Its outputs.</param>
public sealed record LiveResource(string Id, string Type, PropertyMap Inputs, PropertyMap Outputs)
{
    /// <summary>The request that made it; null for what was there before.</summary>
    public string? RequestId { get; init; }
}
