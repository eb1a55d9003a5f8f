using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Images;
using MlopsInfra.Lifecycle.Models;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>
/// Image and model come over from another environment: the image by its digest, by Azure's own import; the model's files by copy
/// where storage can be reached, else out of the image, by a run-once group in the environment's network.
/// </summary>
/// <param name="state">What the release knows.</param>
internal sealed class TransferStep(ReleaseState state) : IReleaseStep
{
    private const string Import = "import", Copy = "model";

    // What an environment says of a model by itself, and no other one for it.
    private static readonly string[] Own = [LifecycleTags.From, LifecycleTags.Tested];

    private readonly ModelRegistry _registry = new(state.Target);
    private bool _hasImage;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PlannedStep>> PlanAsync(CancellationToken cancellationToken)
    {
        var (target, model) = (state.Target.Name, state.Model);
        state.Released = await _registry.FindAsync(model.Name, model.Version, cancellationToken);
        if (state.Released is { } there && !model.Id.Equals(there.Tag(LifecycleTags.From), StringComparison.OrdinalIgnoreCase))
            throw new LifecycleException("ModelTaken",
                $"{target} has a model {model.Reference} of its own, which is no copy of that of {state.Source.Name} (tag "
                    + $"{LifecycleTags.From} is '{there.Tag(LifecycleTags.From) ?? ""}'): it is not written over.");
        // The tag is written once the image is there.
        _hasImage = state.Image is not null && state.Released?.Tag(LifecycleTags.Image) == state.Image.Reference;
        var image = _hasImage
            ? new PlannedStep(Import, $"{state.Target.Outputs.RegistryName} has the image: kept", IsNeeded: false)
            : new PlannedStep(Import,
                $"the image comes from {state.Source.Outputs.RegistryName} to {state.Target.Outputs.RegistryName}, by digest",
                IsNeeded: true)
            { UsualDuration = TimeSpan.FromSeconds(30) };
        if (state.Released is not null)
            return [image, new PlannedStep(Copy, $"{target} has "
                + $"{model.Reference}{(IsUpToDate ? ": kept" : ": its tags are written")}",
                !IsUpToDate)];
        return [image, new PlannedStep(Copy, state.Target.Outputs.IsPrivate
            ? $"{model.Reference} comes to {target}, out of the image, by a run-once group in its network"
            : $"{model.Reference} comes to {target}, by copy of its files", IsNeeded: true)
        { UsualDuration = TimeSpan.FromSeconds(state.Target.Outputs.IsPrivate ? 90 : 10) }];
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!_hasImage) await StepAsync(Import, $"{state.Image!.Reference}", ImportAsync, cancellationToken);
        if (!IsUpToDate) await StepAsync(Copy, state.Model.Reference, CopyAsync, cancellationToken);
    }

    private bool IsUpToDate => state.Released is { } there && state.Image is not null
        && Tags().Count == there.Tags.Count && Tags().All(tag => there.Tags.GetValueOrDefault(tag.Key) == tag.Value);

    private Dictionary<string, string> Tags()
    {
        var tags = new Dictionary<string, string>(state.Released?.Tags ?? state.Model.Tags, StringComparer.Ordinal);
        foreach (var (name, value) in state.Model.Tags.Where(tag => !Own.Contains(tag.Key))) tags[name] = value;
        tags[LifecycleTags.Image] = state.Image!.Reference;
        tags[LifecycleTags.ImageTag] = state.Image.Tag;
        tags[LifecycleTags.From] = state.Model.Id;
        // Where the tests were passed is the source, unless this environment has tests of its own.
        if (state.Target.Outputs.QaGroupName is null && state.Model.Tag(LifecycleTags.Tested) is { } tested)
            tags[LifecycleTags.Tested] = tested;
        else if (state.Released is null) tags.Remove(LifecycleTags.Tested);
        return tags;
    }

    private async Task<string> ImportAsync(CancellationToken cancellationToken)
    {
        await new Patience(state.Target.Waiting, state.Options.Pause).RunAsync(
            () => new ImageRegistry(state.Target).ImportAsync(state.Source, state.Image!, cancellationToken), cancellationToken);
        return $"{state.Image!.Reference[..26]}… is in {state.Target.Outputs.RegistryName}";
    }

    private async Task<string> CopyAsync(CancellationToken cancellationToken)
    {
        var how = "its tags are written";
        if (state.Released is null)
        {
            how = state.Target.Outputs.IsPrivate
                ? await PublishAsync(cancellationToken) : await CopyFilesAsync(cancellationToken);
        }

        state.Released = await _registry.WriteAsync((state.Released ?? state.Model) with
        {
            Uri = state.Released?.Uri ?? ModelFiles.CopyUri(state.Model), Tags = Tags(),
        }, cancellationToken);
        return $"{state.Model.Reference} is in {state.Target.Name}: {how}";
    }

    private async Task<string> CopyFilesAsync(CancellationToken cancellationToken)
    {
        var from = await new ModelFiles(state.Source).FolderAsync(state.Model, cancellationToken);
        var files = await from.ReadAsync(cancellationToken);
        if (files.Count == 0)
            throw new LifecycleException("ModelFilesNotFound",
                $"The model {state.Model.Reference} of {state.Source.Name} has no files at {from.Address}.");
        var to = await new ModelFiles(state.Target).CopyFolderAsync(state.Model, cancellationToken);
        return $"{await to.WriteAsync(files, cancellationToken)} of {files.Count} files copied";
    }

    private async Task<string> PublishAsync(CancellationToken cancellationToken)
    {
        var to = await new ModelFiles(state.Target).CopyFolderAsync(state.Model, cancellationToken);
        var (code, log) = await new RunOnceGroup(state.Target, state.Options).RunAsync($"publish-{state.Release}",
            state.ImageName, ["python", "-m", "inside", "publish-model"],
            new Dictionary<string, string>
            {
                ["MODEL_URL"] = to.Address.AbsoluteUri,
                ["AZURE_CLIENT_ID"] = state.Target.Outputs.ScoringIdentityClientId ?? "",
            }, new Dictionary<string, string>(), cancellationToken);
        return code == 0 ? "its files came out of the image" : throw new LifecycleException("ModelNotPublished",
            $"The run-once group that uploads the files of {state.Model.Reference} to {to.Address} ended with exit code {code}.")
        { Log = [.. log.TakeLast(20)] };
    }

    private async Task StepAsync(string name, string detail, Func<CancellationToken, Task<string>> run,
        CancellationToken cancellationToken)
    {
        var clock = new StepClock(state.Progress, name, detail);
        try
        {
            clock.Done(await LifecycleEnvironment.GuardAsync(
                $"bringing {state.Model.Reference} from {state.Source.Name} to {state.Target.Name}",
                () => run(cancellationToken), cancellationToken));
        }
        catch (LifecycleException exception)
        {
            throw clock.Failed(exception);
        }
    }
}
