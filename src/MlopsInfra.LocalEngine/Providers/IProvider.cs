using System.Collections.Immutable;
using MlopsInfra.LocalEngine.Values;

namespace MlopsInfra.LocalEngine.Providers;

/// <summary>
/// What the engine knows of a cloud: the custom resources of one package. Instances are used from many threads at once.
/// A refusal is a <see cref="ProviderException"/>; anything else that is thrown is a defect of the provider.
/// </summary>
public interface IProvider
{
    /// <summary>The package whose types it serves, as in <c>azure-native</c>: the first part of a type token.</summary>
    string Package { get; }

    /// <summary>
    /// Takes the configuration of one provider resource (or of the default provider). Called once, before anything else.
    /// </summary>
    /// <param name="configuration">The provider's inputs, secrets unwrapped; may hold unknowns in a preview.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask ConfigureAsync(PropertyMap configuration, CancellationToken cancellationToken);

    /// <summary>Validates the inputs of a resource and fills in defaults and automatic names. Changes nothing.</summary>
    /// <param name="request">The new inputs and, for an existing resource, the old ones.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<CheckResult> CheckAsync(CheckRequest request, CancellationToken cancellationToken);

    /// <summary>Says what a change of inputs means for an existing resource. Changes nothing.</summary>
    /// <param name="request">Old and new inputs, both checked, and the old outputs.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<DiffResult> DiffAsync(DiffRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Says for a preview what the outputs of a create or an update will be, as far as that can be known before. A property
    /// that is left out is unknown to the program; one that is there, but lacks what the cloud adds inside (an identity's
    /// principal id), is wrong: the program would take the missing member for null. By default: the inputs for a create,
    /// and for an update the old outputs with the changed inputs on top.
    /// </summary>
    /// <param name="request">The new checked inputs (may hold unknowns) and, for an update, the old state.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<PropertyMap> PreviewAsync(PreviewRequest request, CancellationToken cancellationToken) =>
        ValueTask.FromResult(PreviewOutputs.Guess(request));

    /// <summary>Creates a resource. Not called in previews.</summary>
    /// <param name="request">Checked inputs, all known.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<ResourceState> CreateAsync(CreateRequest request, CancellationToken cancellationToken);

    /// <summary>Reads the live state of a resource; null if there is none with this id.</summary>
    /// <param name="request">The id and what is known of the resource.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<ResourceState?> ReadAsync(ReadRequest request, CancellationToken cancellationToken);

    /// <summary>Changes a resource in place. Not called in previews.</summary>
    /// <param name="request">The id, old state and new checked inputs, all known.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<ResourceState> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken);

    /// <summary>Deletes a resource; deleting what is gone already is no error. Not called in previews.</summary>
    /// <param name="request">The id and the last known state.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask DeleteAsync(DeleteRequest request, CancellationToken cancellationToken);

    /// <summary>Calls a function of the package, such as <c>azure-native:authorization:getClientConfig</c>.</summary>
    /// <param name="request">The token and the arguments, secrets unwrapped, all known.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<InvokeResult> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken);
}

/// <summary>The question of <see cref="IProvider.CheckAsync"/>.</summary>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Name">Its name in the program; automatic names start with it.</param>
/// <param name="OldInputs">The checked inputs of the last deployment; null for a new resource.</param>
/// <param name="NewInputs">What the program says now; may hold unknowns in a preview. Secrets are marked.</param>
/// <param name="IsPreview">Whether nothing is going to be changed.</param>
/// <param name="RandomSeed">The same for the same URN in the same stack: makes automatic names repeatable.</param>
public sealed record CheckRequest(string Urn, string Type, string Name, PropertyMap? OldInputs, PropertyMap NewInputs,
    bool IsPreview, ImmutableArray<byte> RandomSeed);

/// <summary>The answer of <see cref="IProvider.CheckAsync"/>.</summary>
/// <param name="Inputs">The inputs to go on with; secret marks are kept.</param>
/// <param name="Failures">What is wrong with them; empty if nothing is.</param>
public sealed record CheckResult(PropertyMap Inputs, ImmutableArray<CheckFailure> Failures);

/// <summary>One thing wrong with a resource's inputs.</summary>
/// <param name="Property">The path of the property, as in <c>sku.name</c>; empty if it is the resource as a whole.</param>
/// <param name="Reason">What is wrong, what is allowed.</param>
public sealed record CheckFailure(string Property, string Reason)
{
    /// <summary>The cloud's error code for it, as in <c>AccountNameInvalid</c>; null if it has none.</summary>
    public string? Code { get; init; }
}

/// <summary>The question of <see cref="IProvider.DiffAsync"/>.</summary>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Id">Its id.</param>
/// <param name="OldInputs">The checked inputs of the last deployment.</param>
/// <param name="OldOutputs">The outputs of the last deployment.</param>
/// <param name="NewInputs">The checked inputs of this one (ignoreChanges already applied); may hold unknowns in a
/// preview.</param>
public sealed record DiffRequest(string Urn, string Type, string Id, PropertyMap OldInputs, PropertyMap OldOutputs,
    PropertyMap NewInputs);

/// <summary>The answer of <see cref="IProvider.DiffAsync"/>.</summary>
/// <param name="Changes">Every changed property, by path; empty: nothing to do.</param>
/// <param name="DeleteBeforeReplace">Whether a replacement has to delete the old one first (its name is fixed).</param>
public sealed record DiffResult(ImmutableArray<PropertyChange> Changes, bool DeleteBeforeReplace)
{
    /// <summary>Nothing changed.</summary>
    public static DiffResult None { get; } = new([], false);

    /// <summary>Whether any change forces a replacement.</summary>
    public bool RequiresReplacement => Changes.Any(change => change.ForcesReplacement);
}

/// <summary>One changed property.</summary>
/// <param name="Path">Its path in the inputs, as in <c>tags.owner</c> or <c>subnets[0].name</c>.</param>
/// <param name="Kind">What happened to it.</param>
/// <param name="ForcesReplacement">Whether Azure can't change it in place.</param>
public sealed record PropertyChange(string Path, PropertyChangeKind Kind, bool ForcesReplacement);

/// <summary>What happened to a property.</summary>
public enum PropertyChangeKind
{
    /// <summary>It was not there before.</summary>
    Add,

    /// <summary>It is gone.</summary>
    Delete,

    /// <summary>Its value differs.</summary>
    Update,
}

/// <summary>A live resource.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Inputs">Its inputs as the provider understands them now (for a read or an import); null: as asked for.</param>
/// <param name="Outputs">All its outputs, computed ones and the echoed inputs; what is secret is marked.</param>
public sealed record ResourceState(string Id, PropertyMap? Inputs, PropertyMap Outputs);

/// <summary>The question of <see cref="IProvider.CreateAsync"/>.</summary>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Inputs">The checked inputs; secrets are marked.</param>
/// <param name="Timeout">The custom timeout, if one was given.</param>
public sealed record CreateRequest(string Urn, string Type, PropertyMap Inputs, TimeSpan? Timeout)
{
    /// <summary>
    /// Whether an earlier creation of this very resource was cut off (the process died), so that it may exist: then the
    /// provider is to take over what it finds under the same id instead of refusing.
    /// </summary>
    public bool MayExist { get; init; }
}

/// <summary>The question of <see cref="IProvider.PreviewAsync"/>.</summary>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="OldInputs">The inputs of the last deployment; null for a create or a replacement.</param>
/// <param name="OldOutputs">The outputs of the last deployment; null for a create or a replacement.</param>
/// <param name="NewInputs">The new checked inputs; may hold unknowns.</param>
public sealed record PreviewRequest(string Urn, string Type, PropertyMap? OldInputs, PropertyMap? OldOutputs,
    PropertyMap NewInputs);

/// <summary>The question of <see cref="IProvider.ReadAsync"/>.</summary>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Id">The id to look for.</param>
/// <param name="Inputs">Known inputs, or hints of the program; may be empty.</param>
/// <param name="Outputs">Known outputs; may be empty.</param>
public sealed record ReadRequest(string Urn, string Type, string Id, PropertyMap Inputs, PropertyMap Outputs);

/// <summary>The question of <see cref="IProvider.UpdateAsync"/>.</summary>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Id">Its id.</param>
/// <param name="OldInputs">The inputs of the last deployment.</param>
/// <param name="OldOutputs">The outputs of the last deployment.</param>
/// <param name="NewInputs">The new checked inputs.</param>
/// <param name="Timeout">The custom timeout, if one was given.</param>
public sealed record UpdateRequest(string Urn, string Type, string Id, PropertyMap OldInputs, PropertyMap OldOutputs,
    PropertyMap NewInputs, TimeSpan? Timeout);

/// <summary>The question of <see cref="IProvider.DeleteAsync"/>.</summary>
/// <param name="Urn">The resource's URN.</param>
/// <param name="Type">Its type token.</param>
/// <param name="Id">Its id.</param>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Outputs">Its outputs.</param>
/// <param name="Timeout">The custom timeout, if one was given.</param>
public sealed record DeleteRequest(string Urn, string Type, string Id, PropertyMap Inputs, PropertyMap Outputs,
    TimeSpan? Timeout);

/// <summary>The question of <see cref="IProvider.InvokeAsync"/>.</summary>
/// <param name="Token">The function's token.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record InvokeRequest(string Token, PropertyMap Arguments);

/// <summary>The answer of <see cref="IProvider.InvokeAsync"/>.</summary>
/// <param name="Return">What the function returns; what is secret is marked.</param>
/// <param name="Failures">What is wrong with the arguments; empty if nothing is.</param>
public sealed record InvokeResult(PropertyMap Return, ImmutableArray<CheckFailure> Failures);
