using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Contract;
using MlopsInfra.Lifecycle;
using MlopsInfra.LocalCloud.Store;
using MlopsInfra.LocalCloud.Workloads;
using MlopsInfra.LocalEngine;
using MlopsInfra.PostDeploy;
using MlopsInfra.PostDeploy.Yaml;
using MlopsInfra.ProviderPlugin.Hosting;

namespace MlopsInfra.Cli.Running;

/// <summary>Turns what the parts throw or return into what the user is told.</summary>
internal static class CliErrors
{
    private const string InvalidPipeline = "InvalidPipeline";
    private const string PipelineWarning = "PipelineWarning";

    private static readonly string[] UsageCodes =
        [DeploymentErrorCodes.InvalidProject, DeploymentErrorCodes.UnknownStack, DeploymentErrorCodes.InvalidConfiguration];

    /// <summary>What the user is told of anything that was thrown.</summary>
    /// <param name="exception">What was thrown.</param>
    // What no part foresaw is a defect; it is still told in the form that was asked for, with its trace on --verbose.
    public static CliException Of(Exception exception) => TryOf(exception, out var known)
        ? known
        : new CliException(ExitCode.Failed, "InternalError",
            $"{exception.GetType().Name}: {exception.Message} (a defect; --verbose shows where)", null, exception);

    /// <summary>What a part throws for a reason that the user can do something about.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="failure">What the user is told.</param>
    /// <returns>Whether it is such an exception.</returns>
    public static bool TryOf(Exception exception, [NotNullWhen(true)] out CliException? failure)
    {
        failure = exception switch
        {
            CliException own => own,
            RunFailedException halfWay => halfWay.Failure,
            DeploymentException deployment => Of(deployment),
            StoreException store => new CliException(ExitCode.Failed, store.Code, store.Message, null, store),
            WorkloadException workload =>
                new CliException(ExitCode.Failed, WorkloadException.Code, workload.Message, null, workload),
            PluginHostException host => new CliException(ExitCode.Failed, host.Code, host.Message, null, host),
            PipelineFolderException folder => Of(folder),
            PublishException publish => Of(publish),
            LifecycleException lifecycle => new CliException(lifecycle.IsUsage ? ExitCode.Usage : ExitCode.Failed,
                lifecycle.Code, lifecycle.Message, null, lifecycle),
            EnvironmentOutputsException outputs =>
                new CliException(ExitCode.Usage, "InvalidOutputs", outputs.Message, null, outputs),
            OperationCanceledException cancelled => new CliException(ExitCode.Failed, DeploymentErrorCodes.Cancelled,
                "Cancelled. What was done is recorded; the next run goes on from there.", null, cancelled),
            SocketException socket => new CliException(ExitCode.Failed, "NetworkUnavailable",
                $"The network of this machine can't be used: {socket.Message}. Parts of this command talk over the loopback "
                    + "network: look whether it is up, and whether there are ports and open files left.", null, socket),
            IOException when IsWorkingDirectoryGone() => new CliException(ExitCode.Usage, "WorkingDirectoryGone",
                "The working directory of this command was removed. Change to one that is there, and say it again.", null,
                exception),
            IOException or UnauthorizedAccessException =>
                new CliException(ExitCode.Failed, "FileAccess", exception.Message, null, exception),
            _ => null,
        };
        return failure is not null;
    }

    private static bool IsWorkingDirectoryGone()
    {
        try
        {
            return !Directory.Exists(Directory.GetCurrentDirectory());
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>A deployment that could not begin.</summary>
    /// <param name="exception">Why.</param>
    public static CliException Of(DeploymentException exception)
    {
        var exitCode = UsageCodes.Contains(exception.Code) ? ExitCode.Usage : ExitCode.Failed;
        // Several mistakes are the details of one error, and not said twice.
        return exception.Details.Length < 2
            ? new CliException(exitCode, exception.Code, exception.Message, exception.Target, exception)
            : new CliException(exitCode, exception.Code, $"{exception.Target}: {exception.Details.Length} mistakes.",
                exception.Target, exception)
            {
                Details = Details(exception.Details),
            };
    }

    /// <summary>A deployment that ended with errors.</summary>
    /// <param name="result">Its result; not successful.</param>
    public static CliException Of(DeploymentResult result)
    {
        var errors = result.Errors;
        // A program that finds its own configuration wrong begins its message with the file's name (see docs/configuration.md).
        var file = $"Pulumi.{result.Stack}.yaml";
        if (errors.FirstOrDefault(error => error.Message.StartsWith(file, StringComparison.Ordinal)) is { } configuration)
        {
            var lines = configuration.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            return new CliException(ExitCode.Usage, DeploymentErrorCodes.InvalidConfiguration, lines[0], file)
            {
                Details = [.. lines.Skip(1).Select(line => line.TrimStart('-', ' '))
                    .Select(line => new ErrorDetail(DeploymentErrorCodes.InvalidConfiguration, line, null))],
            };
        }

        if (errors is [var only])
            return new CliException(ExitCode.Failed, only.Code, only.Message,
                only.Target ?? only.Urn) { Details = Resource(only) };
        return new CliException(ExitCode.Failed, errors[0].Code, $"{errors.Length} errors; the first: {errors[0].Message}",
            errors[0].Target ?? errors[0].Urn)
        {
            Details = Details(errors),
        };
    }

    private static CliException Of(PipelineFolderException exception)
    {
        var message = exception.Errors.Count < 2 ? exception.Message : $"The pipeline has {exception.Errors.Count} mistakes.";
        return new CliException(ExitCode.Usage, InvalidPipeline, message, null, exception)
        {
            Details =
            [
                .. exception.Errors.Count < 2 ? [] : exception.Errors.Select(error => Detail(InvalidPipeline, error)),
                .. exception.Warnings.Select(warning => Detail(PipelineWarning, warning)),
            ],
        };

        static ErrorDetail Detail(string code, PipelineError error) => new(code, error.ToString(), error.Location.ToString());
    }

    // Every file of every code is refused alike: one line says what is closed, and where to go.
    private static CliException Of(PublishException exception) => exception.Code == PublishException.ClosedNetwork
        ? new CliException(
            ExitCode.Failed, exception.Code,
            $"{exception.AzureMessage} On the local cloud, {FromNetworkOption.Name} stands there. See "
                + "docs/private-environments.md.", null, exception)
        : new CliException(ExitCode.Failed, exception.Code, exception.Message, exception.ResourceId, exception)
        {
            Details = [.. exception.Others.Select(other => new ErrorDetail(other.Code, other.Message, other.ResourceId))],
        };

    // With one error only, the resource is worth a line of its own if the target says something else.
    private static List<ErrorDetail> Resource(DeploymentError error) =>
        error.Urn is null || error.Target is null ? [] : [new ErrorDetail(error.Code, $"resource {error.Urn}", error.Urn)];

    private static List<ErrorDetail> Details(IEnumerable<DeploymentError> errors) =>
        [.. errors.Select(error => new ErrorDetail(error.Code, error.Message, error.Target ?? error.Urn))];
}
