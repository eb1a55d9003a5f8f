using Azure.Identity;
using MlopsInfra.Cli.Cloud;
using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Projects;
using MlopsInfra.Cli.Running;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.ResourceManager;

namespace MlopsInfra.Cli.Doctor;

/// <summary><c>mlops doctor</c>: checks, one after the other, each told as soon as it is done.</summary>
internal static class DoctorRun
{
    private const string SubscriptionVariable = "ARM_SUBSCRIPTION_ID";

    /// <summary>Runs the checks and tells the user.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>0: nothing is missing; 1: something is; 2: the stack can't be read, so that nothing can be said.</returns>
    public static async Task<int> ExecuteAsync(DoctorSettings settings, CancellationToken cancellationToken)
    {
        await using var output = RunOutputs.Create(new StackSettings(settings.Stack ?? "", settings.ProjectDirectory, null,
            settings.Json, settings.Verbose), isPreview: true);
        try
        {
            var checks = new List<DoctorCheck>();
            await foreach (var check in ChecksAsync(settings, output, cancellationToken))
            {
                checks.Add(check);
                if (settings.Json) continue;
                foreach (var line in DoctorReport.Lines(check)) Console.WriteLine(line);
            }

            if (settings.Json) DoctorReport.WriteJson(StandardStream.Output, settings.Stack, checks);
            Console.WriteLine(settings.Json ? "" : DoctorReport.Summary(checks));
            return (int)(checks.Exists(check => check.Status == CheckStatus.Missing) ? ExitCode.Failed : ExitCode.Done);
        }
        catch (Exception exception)
        {
            return await CommandRun.FailAsync(output, exception);
        }
    }

    private static async IAsyncEnumerable<DoctorCheck> ChecksAsync(
        DoctorSettings settings, IRunOutput output,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var project = ProjectFolder.Find(settings.ProjectDirectory);
        // What is wrong with the stack's configuration is told before anything else: nothing can be said of such a stack.
        var stack = settings.Stack is { } name ? LocalStack.Open(project, name) : null;
        yield return await ToolChecks.DotnetAsync(project, cancellationToken);
        yield return await ToolChecks.PulumiAsync(project, cancellationToken);
        var needs = stack is null ? null : await NeedsAsync(stack, output, cancellationToken);
        if (needs is not null)
        {
            yield return DoctorCheck.Ok("program",
                $"Stack {needs.Stack} declares {needs.Resources} resources; the local cloud refuses none in a preview.");
            yield return NetworkCheck.Of(needs);
            yield return await PlaceholderCheck.RunAsync(stack!, output, cancellationToken);
            yield return TokenChecks.AzureDevOps(needs, Environment.GetEnvironmentVariable);
            yield return TokenChecks.GitHub(needs, Environment.GetEnvironmentVariable);
            yield return ReviewerChecks.GitHub(needs);
            yield return ClusterChecks.Administrators(needs);
            yield return ClusterChecks.Certificate(needs);
        }

        var azure = settings.Offline
            ? AzureChecks.Skipped(needs, "--offline.").Prepend(DoctorCheck.Skipped("sign-in", "Not looked at: --offline."))
                .ToAsyncEnumerable()
            : new AzureChecks(await ConnectAsync(stack, cancellationToken)).RunAsync(needs, SubscriptionOf(stack),
                cancellationToken);
        await foreach (var check in azure) yield return check;
    }

    /// <summary>Runs the program in a preview, on an empty local cloud: what it needs is what it would create.</summary>
    private static async Task<StackNeeds> NeedsAsync(LocalStack stack, IRunOutput output, CancellationToken cancellationToken)
    {
        var assembly = await ProgramAssembly.GetAsync(stack.Project, output, cancellationToken);
        await using var cloud = EmbeddedCloud.Open(null, new LocalCloudOptions { RepositoryFolder = stack.Project.Directory });
        var preview = await LocalStack.OpenBlank(stack.Project.Directory, stack.Name)
            .PreviewAsync(new DotnetProgram(assembly), cloud, null, null, cancellationToken);
        return preview.Succeeded ? StackNeeds.Of(preview, stack.Configuration, cloud.ArmTypeOf) : throw CliErrors.Of(preview);
    }

    // Which cloud and which subscription, a stack may say; without one it is the public cloud, and what the environment says.
    private static async Task<AzureConnection> ConnectAsync(LocalStack? stack, CancellationToken cancellationToken) =>
        stack is null
            ? new AzureConnection(new DefaultAzureCredential()) : await AzureConnections.CreateAsync(stack, cancellationToken);

    private static string? SubscriptionOf(LocalStack? stack) => stack is null
        ? Environment.GetEnvironmentVariable(SubscriptionVariable) is { Length: > 0 } id ? id : null
        : AzureSettings.Find(stack.Configuration, "subscriptionId", SubscriptionVariable);
}
