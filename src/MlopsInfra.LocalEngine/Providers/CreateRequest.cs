using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Providers;

/// <summary>The question of <see cref="IProvider.CreateAsync"/>.</summary>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Inputs">The checked inputs; secrets are marked.</param>
/// <param name="Timeout">The custom timeout, if one was given.</param>
public sealed record CreateRequest(string Urn, string Type, PropertyMap Inputs, TimeSpan? Timeout)
{
    /// <summary>
    /// What this creation is known by, for a provider that makes up ids: it keeps it with the resource. A creation that was cut
    /// off is asked for again with the same one. Null from an engine that gives none.
    /// </summary>
    public string? RequestId { get; init; }

    /// <summary>
    /// Whether an earlier creation of this very resource was cut off (the process died), so that it may exist: then the
    /// provider is to take over what it made for the same <see cref="RequestId"/>, or what it finds under the same id, instead of
    /// refusing or making a second one.
    /// </summary>
    public bool MayExist { get; init; }
}
