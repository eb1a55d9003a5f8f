using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Images;
using MlopsInfra.Lifecycle.Models;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>The image of the model: the one that its tags name, else one of the same content, else a new one.</summary>
/// <param name="state">What the release knows.</param>
internal sealed class BuildStep(ReleaseState state) : IReleaseStep
{
    private const string Name = "image";
    private static readonly TimeSpan BuildTime = TimeSpan.FromMinutes(4);

    private readonly ImageRegistry _registry = new(state.Source);
    private BuildContext? _context;
    private bool _isTagged;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PlannedStep>> PlanAsync(CancellationToken cancellationToken)
    {
        var tagged =
            ScoringImage.Of(state.Model.Tag(LifecycleTags.Image), state.Model.Tag(LifecycleTags.ImageTag));
        if (tagged is not null && await IsThereAsync(tagged, cancellationToken))
        {
            (state.Image, _isTagged) = (tagged, true);
            return [new PlannedStep(Name, $"{Text(tagged)} is in {state.Source.Outputs.RegistryName}: kept", IsNeeded: false)];
        }

        if (state.Source.Outputs.IsPrivate)
            throw new LifecycleException("ImageNotFound",
                $"The model {state.Model.Reference} in {state.Source.Name} has no image, and none can be built from here: "
                    + $"storage "
                    + "and registry of that environment are reached from its own network only. Build it where the model was "
                    + "trained (mlops release there, or the image step of the pipeline).");
        _context = await ContextAsync(cancellationToken);
        if (await _registry.FindDigestAsync(ScoringImage.DefaultRepository, _context.Tag, cancellationToken) is { } digest)
        {
            state.Image = new ScoringImage(ScoringImage.DefaultRepository, _context.Tag, digest);
            return [new PlannedStep(Name, $"{Text(state.Image)} has the same content: kept, and written to the model's tags",
                IsNeeded: true)];
        }

        return [new PlannedStep(Name,
            $"build {ScoringImage.DefaultRepository}:{_context.Tag} for {state.Model.Reference} "
                + $"{Builder().Place}", IsNeeded: true)
        { UsualDuration = BuildTime }];
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (_isTagged) return;
        var clock = new StepClock(state.Progress, Name, $"{ScoringImage.DefaultRepository}:{_context!.Tag}");
        try
        {
            var isNew = state.Image is null;
            state.Image ??= await LifecycleEnvironment.GuardAsync($"building the image of {state.Model.Reference}",
                () => Builder().BuildAsync(_context, ScoringImage.DefaultRepository, cancellationToken), cancellationToken);
            var tags = new Dictionary<string, string>(state.Model.Tags, StringComparer.Ordinal)
            {
                [LifecycleTags.Image] = state.Image.Reference,
                [LifecycleTags.ImageTag] = state.Image.Tag,
            };
            tags.Remove(LifecycleTags.ImageNote);
            state.Model = await new ModelRegistry(state.Source)
                .WriteAsync(state.Model with { Tags = tags }, cancellationToken);
            clock.Done($"{Text(state.Image)} {(isNew ? $"built {Builder().Place}" : "same content: kept")}");
        }
        catch (LifecycleException exception)
        {
            throw clock.Failed(exception);
        }
    }

    // What is in a private registry can't be asked for from outside: the model's tags are the word of who put it there.
    private async Task<bool> IsThereAsync(ScoringImage image, CancellationToken cancellationToken) =>
        state.Source.Outputs.IsPrivate
        || await _registry.FindDigestAsync(image.Repository, image.Digest, cancellationToken) is not null;

    private async Task<BuildContext> ContextAsync(CancellationToken cancellationToken)
    {
        var folder = await new ModelFiles(state.Source).FolderAsync(state.Model, cancellationToken);
        var files = await folder.ReadAsync(cancellationToken);
        if (files.Count == 0)
            throw new LifecycleException("ModelFilesNotFound",
                $"The model {state.Model.Reference} of {state.Source.Name} has no files at {folder.Address}.");
        return BuildContext.Of(state.Options.ScoringFolder, files, new Dictionary<string, string>
        {
            ["MLOPS_MODEL"] = state.Model.Reference,
            ["MLOPS_COMMIT"] = state.Model.Tag(LifecycleTags.Commit) ?? "",
            ["MLOPS_SOURCE"] = state.Model.Tag(LifecycleTags.Repository) ?? "",
        });
    }

    private IImageBuilder Builder() => state.Options.Builder == ImageBuilderKind.Docker
        ? new DockerBuilder(state.Source, _registry) : new RegistryTaskBuilder(state.Source);

    private static string Text(ScoringImage image) => $"{image.Repository}:{image.Tag} ({image.Digest[..19]}…)";
}
