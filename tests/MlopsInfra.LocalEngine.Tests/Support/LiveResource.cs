using System.Collections.Concurrent;

namespace MlopsInfra.LocalEngine.Tests.Support;

/// <summary>A resource of the test cloud.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">Its type.</param>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Outputs">Its outputs.</param>
public sealed record LiveResource(
    string Id, string Type, MlopsInfra.LocalEngine.Values.PropertyMap Inputs, MlopsInfra.LocalEngine.Values.PropertyMap Outputs);
