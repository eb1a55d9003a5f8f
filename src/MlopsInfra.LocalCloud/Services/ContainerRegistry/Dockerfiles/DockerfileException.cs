namespace MlopsInfra.LocalCloud.Services.ContainerRegistry.Dockerfiles;

/// <summary>What a build ends with, in the words of Docker's builder, which Azure's tasks run.</summary>
/// <param name="message">The words.</param>
internal sealed class DockerfileException(string message) : Exception(message)
{
    /// <summary>A mistake in a Dockerfile, with its line.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="message">What is wrong.</param>
    public static DockerfileException At(int line, string message) =>
        new($"Error response from daemon: dockerfile parse error line {line}: {message}");
}
