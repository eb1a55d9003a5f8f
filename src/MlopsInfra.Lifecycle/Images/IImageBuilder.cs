namespace MlopsInfra.Lifecycle.Images;

/// <summary>Builds an image and puts it into a registry.</summary>
internal interface IImageBuilder
{
    /// <summary>Where it builds, for people, as in <c>by a task of crmlops</c>.</summary>
    string Place { get; }

    /// <summary>Builds.</summary>
    /// <param name="context">What is built.</param>
    /// <param name="repository">The image's repository.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The image.</returns>
    /// <exception cref="LifecycleException">It fails; has the last lines of its log.</exception>
    Task<ScoringImage> BuildAsync(BuildContext context, string repository, CancellationToken cancellationToken);
}
