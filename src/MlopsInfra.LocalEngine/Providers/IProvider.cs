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
