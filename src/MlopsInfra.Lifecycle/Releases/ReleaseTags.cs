using System.Globalization;
using MlopsInfra.Lifecycle.Images;
using MlopsInfra.Lifecycle.Models;

namespace MlopsInfra.Lifecycle.Releases;

/// <summary>The tags of what runs a release: a container group, an online deployment.</summary>
internal static class ReleaseTags
{
    // What Resource Manager takes as the value of a tag.
    private const int Longest = 256;

    private static readonly string[] OfRelease =
    [
        LifecycleTags.Release, LifecycleTags.Model, LifecycleTags.Image, LifecycleTags.Job, LifecycleTags.Commit,
        LifecycleTags.DataVersion, LifecycleTags.By, LifecycleTags.At,
    ];

    /// <summary>The tags of a release; those without a value are left out: Azure Machine Learning takes no empty ones.</summary>
    /// <param name="release">Its name.</param>
    /// <param name="model">The model.</param>
    /// <param name="image">The image, <c>REPOSITORY@DIGEST</c>.</param>
    /// <param name="options">Who releases, and when.</param>
    public static Dictionary<string, string> Of(string release, ModelVersion model, string image, ReleaseOptions options)
    {
        (string Name, string? Value)[] all =
        [
            (LifecycleTags.Release, release), (LifecycleTags.Model, model.Reference), (LifecycleTags.Image, image),
            (LifecycleTags.Job, model.Tag(LifecycleTags.Job)), (LifecycleTags.Commit, model.Tag(LifecycleTags.Commit)),
            (LifecycleTags.DataVersion, model.Tag(LifecycleTags.DataVersion)),
            (LifecycleTags.By, options.By ?? options.RunId), (LifecycleTags.At, Moment(options.Time.GetUtcNow())),
        ];
        return all.Where(tag => !string.IsNullOrEmpty(tag.Value))
            .ToDictionary(tag => tag.Name, tag => Short(tag.Value!), StringComparer.Ordinal);
    }

    /// <summary>The tags of a resource without those of a release.</summary>
    /// <param name="tags">Its tags.</param>
    public static Dictionary<string, string> Others(IReadOnlyDictionary<string, string> tags) =>
        tags.Where(tag => !OfRelease.Contains(tag.Key)).ToDictionary(tag => tag.Key, tag => tag.Value, StringComparer.Ordinal);

    /// <summary>A moment as tags have it.</summary>
    /// <param name="moment">The moment.</param>
    public static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A value within what Azure takes.</summary>
    /// <param name="value">The value.</param>
    public static string Short(string value) => value.Length <= Longest ? value : value[..(Longest - 3)] + "...";
}
