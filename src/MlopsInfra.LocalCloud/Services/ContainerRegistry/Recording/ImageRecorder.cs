using MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Recording;

/// <summary>
/// Builds an image as far as that is possible without running anything in it: stages, copied files, configuration. RUN is not
/// executed, and the log says so of each.
/// </summary>
/// <param name="images">Where images and contents are kept.</param>
/// <param name="context">The context.</param>
/// <param name="input">What the build is told.</param>
/// <param name="log">Takes the lines of its log.</param>
internal sealed class ImageRecorder(ImageStore images, BuildContext context, BuildInput input, Action<string> log)
{
    private const string NotRun = "Not executed: the local cloud records images and runs no RUN instruction.";

    private readonly List<BuildStage> _stages = [];
    private readonly Dictionary<string, string?> _global = new(StringComparer.Ordinal);
    private readonly LayerTar _tar = new(images.Contents);

    /// <summary>Builds the image of a Dockerfile.</summary>
    /// <exception cref="DockerfileException">It can't be built.</exception>
    public async Task<RecordedImage> RecordAsync(Dockerfile dockerfile, CancellationToken cancellationToken)
    {
        var steps = dockerfile.Instructions;
        var used = new HashSet<string>(StringComparer.Ordinal);
        for (var step = 0; step < steps.Count; step++)
        {
            var instruction = steps[step];
            if (instruction.Keyword == "FROM" && IsTarget(_stages.LastOrDefault())) break;
            log($"Step {step + 1}/{steps.Count} : {instruction.Text}");
            if (instruction.Keyword == "ARG") used.UnionWith(dockerfile.Words.Split(instruction.Arguments)
                .Select(word => word.Split('=')[0]));
            await ApplyAsync(instruction, dockerfile.Words, cancellationToken);
        }

        if (_stages.Count == 0)
            throw DockerfileException.At(steps[0].Line, "no build stage in current context");
        if (input.Target is not null && !IsTarget(_stages[^1]))
            throw new DockerfileException($"failed to reach build target {input.Target} in Dockerfile");
        var unused = input.Arguments.Keys.Where(name => !used.Contains(name)).Order(StringComparer.Ordinal).ToList();
        if (unused.Count > 0) log($"[Warning] One or more build-args [{string.Join(' ', unused)}] were not consumed");
        return await _stages[^1].ImageAsync(input, _tar, cancellationToken);
    }

    private async Task ApplyAsync(DockerInstruction instruction, DockerWords words, CancellationToken cancellationToken)
    {
        if (instruction.Keyword == "FROM")
        {
            await BeginStageAsync(instruction, words, cancellationToken);
            return;
        }

        if (_stages.Count == 0)
        {
            if (instruction.Keyword != "ARG")
                throw DockerfileException.At(instruction.Line, "no build stage in current context");
            SetArguments(instruction, words, _global, name => _global.GetValueOrDefault(name), null);
            return;
        }

        await ApplyAsync(instruction, words, _stages[^1], cancellationToken);
    }

    private async Task ApplyAsync(DockerInstruction instruction, DockerWords words, BuildStage stage,
        CancellationToken cancellationToken)
    {
        string? Value(string name) => ValueOf(stage, name);
        switch (instruction.Keyword)
        {
            case "ARG":
                SetArguments(instruction, words, stage.Arguments, Value, _global);
                break;
            case "RUN":
                if (instruction.Arguments.Length == 0)
                    throw DockerfileException.At(instruction.Line, "RUN requires at least one argument");
                log($" ---> {NotRun}");
                stage.Skip(instruction.Text, NotRun, mayHaveMadeFiles: true);
                return;
            case "COPY" or "ADD":
                var copy = new CopyInstruction(images, context, _stages, input, log);
                await copy.ApplyAsync(instruction, words, stage, Value, cancellationToken);
                return;
            default:
                ConfigurationInstructions.Apply(instruction, words, stage, Value);
                break;
        }

        stage.Steps.Add(new ImageStep(instruction.Text, null));
    }

    private async Task BeginStageAsync(DockerInstruction instruction, DockerWords words, CancellationToken cancellationToken)
    {
        var parts = words.Split(instruction.Arguments);
        if (parts.Count != 1 && !(parts.Count == 3 && parts[1].Equals("AS", StringComparison.OrdinalIgnoreCase)))
            throw DockerfileException.At(instruction.Line, "FROM requires either one or three arguments");
        var name = words.Expand(parts[0], instruction.Line, argument => _global.GetValueOrDefault(argument));
        if (name.Length == 0)
            throw DockerfileException.At(instruction.Line, $"base name ({parts[0]}) should not be blank");
        var stage = new BuildStage(_stages.Count, parts.Count == 3 ? parts[2] : null);
        if (_stages.Find(each => name.Equals(each.Name, StringComparison.OrdinalIgnoreCase)) is { } earlier)
        {
            stage.BuildOn(await earlier.ImageAsync(input, _tar, cancellationToken), earlier.HasUnknownFiles);
        }
        else if (name != "scratch")
        {
            await BuildOnAsync(stage, name, words, cancellationToken);
        }

        stage.Steps.Add(new ImageStep(instruction.Text, null));
        _stages.Add(stage);
    }

    private async Task BuildOnAsync(BuildStage stage, string name, DockerWords words, CancellationToken cancellationToken)
    {
        if (input.FindBase(name) is not { } image)
        {
            log($" ---> '{name}' is outside of the local cloud: its files are not part of what is recorded.");
            stage.BuildOn(name);
            return;
        }

        stage.BuildOn(image, image.BaseImage is not null || image.Steps.Any(step => step.NotExecuted is not null));
        foreach (var text in image.Configuration.OnBuild)
        {
            log($"# Executing 1 build trigger : {text}");
            foreach (var trigger in DockerfileReader.Read(text, "ONBUILD").Instructions)
                await ApplyAsync(trigger, words, stage, cancellationToken);
        }
    }

    private void SetArguments(DockerInstruction instruction, DockerWords words, Dictionary<string, string?> arguments,
        Func<string, string?> value, Dictionary<string, string?>? outer)
    {
        var declared = words.Split(instruction.Arguments);
        if (declared.Count == 0) throw DockerfileException.At(instruction.Line, "ARG requires at least one argument");
        foreach (var word in declared)
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? word : word[..equals];
            var preset =
                equals < 0 ? outer?.GetValueOrDefault(name) : words.Expand(word[(equals + 1)..], instruction.Line, value);
            arguments[name] = input.Arguments.GetValueOrDefault(name, preset!);
        }
    }

    // ENV wins over ARG of the same name.
    private static string? ValueOf(BuildStage stage, string name)
    {
        foreach (var (key, value) in stage.Configuration.Environment)
        {
            if (key == name) return value;
        }

        return stage.Arguments.GetValueOrDefault(name);
    }

    private bool IsTarget(BuildStage? stage) => stage is not null && input.Target is { } target
        && (target.Equals(stage.Name, StringComparison.OrdinalIgnoreCase)
            || target == stage.Number.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
