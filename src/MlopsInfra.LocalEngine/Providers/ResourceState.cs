using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Providers;

/// <summary>A live resource.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Inputs">Its inputs as the provider understands them now (for a read or an import); null: as asked for.</param>
/// <param name="Outputs">All its outputs, computed ones and the echoed inputs; what is secret is marked.</param>
public sealed record ResourceState(string Id, PropertyMap? Inputs, PropertyMap Outputs);
