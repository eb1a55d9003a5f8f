using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Images;
using MlopsInfra.Lifecycle.Models;
using MlopsInfra.Lifecycle.Testing;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>What a release knows, from step to step.</summary>
/// <param name="target">The environment that is released to.</param>
/// <param name="source">The environment that model and image come from; the same one where none was named.</param>
/// <param name="options">What was chosen.</param>
/// <param name="progress">Is told how it goes on.</param>
/// <param name="model">The model, as the source has it.</param>
internal sealed class ReleaseState(LifecycleEnvironment target, LifecycleEnvironment source, ReleaseOptions options,
    ILifecycleProgress progress, ModelVersion model)
{
    private IReadOnlyList<Sample>? _samples;

    /// <summary>The environment that is released to.</summary>
    public LifecycleEnvironment Target { get; } = target;

    /// <summary>The environment that model and image come from.</summary>
    public LifecycleEnvironment Source { get; } = source;

    /// <summary>What was chosen.</summary>
    public ReleaseOptions Options { get; } = options;

    /// <summary>Is told how it goes on.</summary>
    public ILifecycleProgress Progress { get; } = progress;

    /// <summary>Whether model and image come from another environment.</summary>
    public bool IsPromotion => Target.WorkspaceId != Source.WorkspaceId;

    /// <summary>The model, as the source has it.</summary>
    public ModelVersion Model { get; set; } = model;

    /// <summary>The model in the environment that is released to; null before it is there.</summary>
    public ModelVersion? Released { get; set; }

    /// <summary>The image; null before it is known.</summary>
    public ScoringImage? Image { get; set; }

    /// <summary>Name of the release; null before the image is known.</summary>
    public string? Release => Image is null ? null : ReleaseName.Of(Image.Digest, Model.Reference, Options.Collector);

    /// <summary>The image with the host of the registry that the environment pulls from.</summary>
    public string ImageName => $"{Target.Outputs.RegistryLoginServer}/{Image!.Reference}";

    /// <summary>What the tests in QA said.</summary>
    public TestReport? Tests { get; set; }

    /// <summary>Address of the scoring route.</summary>
    public Uri? ScoringUri { get; set; }

    /// <summary>The release that served before; null for none.</summary>
    public string? Previous { get; set; }

    /// <summary>The samples of the scoring service, with the model's golden prediction.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<Sample>> SamplesAsync(CancellationToken cancellationToken)
    {
        if (_samples is not null) return _samples;
        var (environment, model) = Released is not null && !Target.Outputs.IsPrivate ? (Target, Released) : (Source, Model);
        var folder = await new ModelFiles(environment).FolderAsync(model, cancellationToken);
        var golden = await folder.ReadTextAsync("golden.json", cancellationToken);
        return _samples = SampleFolder.Read(Path.Combine(Options.ScoringFolder, "samples"), golden);
    }
}
