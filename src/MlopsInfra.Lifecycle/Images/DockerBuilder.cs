using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using MlopsInfra.Lifecycle.Environments;

namespace MlopsInfra.Lifecycle.Images;

/// <summary>
/// Builds on this machine with Docker, and pushes with the caller's own identity: for subscriptions whose registries take no
/// tasks. What Docker knows of registries on this machine is neither read nor changed.
/// </summary>
/// <param name="environment">The environment of the registry.</param>
/// <param name="registry">The registry.</param>
internal sealed class DockerBuilder(LifecycleEnvironment environment, ImageRegistry registry) : IImageBuilder
{
    private const int LogLines = 20;

    // Who signs in with a token of Entra ID has this name at every registry of Azure.
    private const string TokenUser = "00000000-0000-0000-0000-000000000000";

    /// <inheritdoc/>
    public string Place => $"with Docker on this machine, and push to {environment.Outputs.RegistryName}";

    /// <summary>The program. Default: <c>docker</c>.</summary>
    public string Program { get; init; } = "docker";

    /// <inheritdoc/>
    public async Task<ScoringImage> BuildAsync(BuildContext context, string repository, CancellationToken cancellationToken)
    {
        var name = $"{registry.LoginServer}/{repository}:{context.Tag}";
        var settings = Directory.CreateTempSubdirectory("mlops-docker-");
        try
        {
            await WriteSignInAsync(settings.FullName, cancellationToken);
            List<string> build = ["build", "--platform", "linux/amd64", "--tag", name];
            foreach (var (argument, value) in context.Arguments.OrderBy(each => each.Key, StringComparer.Ordinal))
                build.AddRange(["--build-arg", $"{argument}={value}"]);
            await RunAsync([.. build, "-"], context.Pack(), settings.FullName, cancellationToken);
            await RunAsync(["push", name], null, settings.FullName, cancellationToken);
        }
        finally
        {
            settings.Delete(recursive: true);
        }

        var digest = await registry.FindDigestAsync(repository, context.Tag, cancellationToken)
            ?? throw new LifecycleException("ImageNotPushed", $"docker push ended well, but the registry has no {name}.");
        return new ScoringImage(repository, context.Tag, digest);
    }

    private async Task WriteSignInAsync(string folder, CancellationToken cancellationToken)
    {
        var token = await registry.RefreshTokenAsync(cancellationToken);
        var sign = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{TokenUser}:{token}"));
        var settings = new JsonObject
        {
            ["auths"] = new JsonObject { [registry.LoginServer] = new JsonObject { ["auth"] = sign } },
        };
        var file = Path.Combine(folder, "config.json");
        await File.WriteAllTextAsync(file, settings.ToJsonString(), cancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private async Task RunAsync(IReadOnlyList<string> words, BinaryData? input, string settings,
        CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Program, words)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["DOCKER_CONFIG"] = settings;
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            try
            {
                if (input is not null) await input.ToStream().CopyToAsync(process.StandardInput.BaseStream, cancellationToken);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It has ended before it read all: its exit code and its words say why.
            }

            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode == 0) return;
        throw new LifecycleException("ImageBuildFailed",
            $"'{Program} {words[0]}' ended with exit code {process.ExitCode}. Does the Docker daemon run on this machine "
                + "('docker version')?")
        { Log = LogTail.Of(await output + "\n" + await error, LogLines) };
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new LifecycleException("DockerNotFound",
                $"--builder docker needs the program '{Program}', and it can't be started: {exception.Message}. Install Docker, "
                    + "or build by a task of the registry with --builder acr.", exception);
        }
    }
}
