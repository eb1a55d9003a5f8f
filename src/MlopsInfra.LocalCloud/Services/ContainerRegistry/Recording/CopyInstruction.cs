using MlopsInfra.LocalCloud.Services.ContainerRegistry.Builds;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;
using MlopsInfra.LocalCloud.Services.ContainerRegistry.Images;

namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Recording;

/// <summary>COPY and ADD, from the context, an earlier stage or another image.</summary>
/// <param name="images">Where contents are kept.</param>
/// <param name="context">The context.</param>
/// <param name="stages">The stages so far.</param>
/// <param name="input">What the build is told.</param>
/// <param name="log">Takes the lines of its log.</param>
internal sealed class CopyInstruction(
    ImageStore images, BuildContext context, IReadOnlyList<BuildStage> stages, BuildInput input, Action<string> log)
{
    /// <summary>Applies one.</summary>
    /// <exception cref="DockerfileException">There is nothing to copy, or no place for it.</exception>
    public async Task ApplyAsync(DockerInstruction instruction, DockerWords words, BuildStage stage, Func<string, string?> value,
        CancellationToken cancellationToken)
    {
        var (keyword, line) = (instruction.Keyword, instruction.Line);
        var arguments = (DockerWords.JsonForm(instruction.Arguments) ?? words.Split(instruction.Arguments))
            .Select(word => words.Expand(word, line, value)).ToList();
        if (arguments.Count < 2)
            throw DockerfileException.At(line, arguments.Count == 0 ? $"{keyword} requires at least one argument"
                : $"{keyword} requires at least two arguments, but only one was provided. Destination could not be determined.");
        var target = arguments[^1];
        var from = instruction.Flags.TryGetValue("from", out var given) ? words.Expand(given, line, value) : null;
        var source =
            from is null ? new CopySource(context.Files, IsContext: true, HasUnknownFiles: false) : SourceOf(from, stage);
        if (source is null)
        {
            Skip(stage, instruction, $"Not copied: '{from}' is an image outside of the local cloud.");
            return;
        }

        var owner = instruction.Flags.TryGetValue("chown", out var chown) ? words.Expand(chown, line, value) : null;
        var pieces = new List<CopyPiece>();
        foreach (var text in arguments.SkipLast(1))
        {
            if (keyword == "ADD" && text.Contains("://", StringComparison.Ordinal))
                Skip(stage, instruction, $"Not added: nothing outside of this machine is asked for '{text}'.");
            else if (source.Find(keyword, text) is { } found) pieces.AddRange(found);
            else Skip(stage, instruction, $"Not copied: '{text}' would come of a RUN or of a base image that is not here.");
        }

        if (pieces.Count == 0) return;
        var isFolder = target.EndsWith('/') || target is "." or "..";
        if (pieces.Count > 1 && !isFolder)
            throw new DockerfileException($"When using {keyword} with more than one source file, the destination must be a "
                + "directory and end with a /");
        var place = ImagePaths.Join(stage.Configuration.WorkingDirectory ?? "/", target);
        isFolder |= stage.Files.TryGetValue(place, out var there) && there.Kind == ImageFileKind.Folder || place.Length == 0;
        foreach (var piece in pieces) await PutAsync(stage, piece, place, isFolder, keyword, owner, cancellationToken);
        stage.Steps.Add(new ImageStep(instruction.Text, null));
    }

    // By number or name of a stage, else an image. A bare word that is no stage is taken for a stage's name with a mistake in it.
    private CopySource? SourceOf(string from, BuildStage current)
    {
        var stage = stages.FirstOrDefault(each => each != current
            && (from.Equals(each.Name, StringComparison.OrdinalIgnoreCase)
                || from == each.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (stage is not null) return new CopySource(stage.Files, IsContext: false, stage.HasUnknownFiles);
        if (from.AsSpan().IndexOfAny('/', ':', '@') < 0)
            throw new DockerfileException($"invalid from flag value {from}: pull access denied for {from}, repository does not "
                + "exist or may require 'docker login': denied: requested access to the resource is denied");
        return input.FindBase(from) is { } image
            ? new CopySource(image.Files(), IsContext: false, image.BaseImage is not null) : null;
    }

    private async Task PutAsync(BuildStage stage, CopyPiece piece, string place, bool isFolder, string keyword, string? owner,
        CancellationToken cancellationToken)
    {
        if (piece.Root is { Kind: ImageFileKind.File } file)
        {
            var name = file.Path[(file.Path.LastIndexOf('/') + 1)..];
            if (keyword == "ADD" && await ArchiveAsync(file, cancellationToken) is { } archive)
            {
                foreach (var each in archive.Values)
                    stage.Add(each with { Path = ImagePaths.Clean($"{place}/{each.Path}"), Owner = owner });
                return;
            }

            stage.Add(file with { Path = isFolder ? ImagePaths.Clean($"{place}/{name}") : place, Owner = owner });
            return;
        }

        // Of a folder its contents are copied.
        if (place.Length > 0) stage.Add(new ImageFile(place, ImageFileKind.Folder) { Owner = owner });
        var cut = piece.Root is null || piece.Root.Path.Length == 0 ? 0 : piece.Root.Path.Length + 1;
        foreach (var each in piece.Files)
            stage.Add(each with { Path = ImagePaths.Clean($"{place}/{each.Path[cut..]}"), Owner = owner });
    }

    // ADD unpacks a tar of the context, gzipped or not; Docker's other compressions are not read here.
    private async Task<Dictionary<string, ImageFile>?> ArchiveAsync(ImageFile file, CancellationToken cancellationToken)
    {
        if (!file.Path.EndsWith(".tar", StringComparison.Ordinal) && !file.Path.EndsWith(".tar.gz", StringComparison.Ordinal)
            && !file.Path.EndsWith(".tgz", StringComparison.Ordinal)) return null;
        try
        {
            await using var content = images.Contents.Open(file.Hash!);
            return await BuildContext.ArchiveAsync(content, images.Contents, cancellationToken);
        }
        catch (Exception exception) when (BuildContext.IsNoArchive(exception))
        {
            // What is named like an archive and is none is copied, as Docker does.
            return null;
        }
    }

    private void Skip(BuildStage stage, DockerInstruction instruction, string why)
    {
        log($" ---> {why}");
        stage.Skip(instruction.Text, why, mayHaveMadeFiles: true);
    }
}
