using MlopsInfra.Cli.CommandLine;
using MlopsInfra.Cli.Output;
using MlopsInfra.Cli.Projects;
using MlopsInfra.Cli.Rehearsing;
using MlopsInfra.Cli.Reports;
using MlopsInfra.Cli.Running;
using MlopsInfra.LocalEngine.State;

namespace MlopsInfra.Cli.Reviewing;

/// <summary>
/// <c>mlops local snapshot</c>: all that a program declares, on standard output, for a later preview to be compared with.
/// </summary>
internal static class SnapshotRun
{
    /// <summary>Runs it. Standard output is written at the end only: a failure leaves it empty.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="cancellationToken">Ctrl+C.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> ExecuteAsync(StackSettings settings, CancellationToken cancellationToken)
    {
        await using var output = new SnapshotOutput(Console.Error, settings.Verbose);
        return await CommandRun.GuardAsync(output, async () =>
        {
            var stack = LocalStacks.Open(settings);
            var assembly = await ProgramAssembly.GetAsync(stack.Project, output, cancellationToken);
            await using var rehearsal = await Rehearsal.RunAsync(stack, assembly, output, cancellationToken);
            using var buffer = new MemoryStream();
            var commit = await SourceCommits.FindAsync(stack.Project.Directory, cancellationToken);
            StateExport.Write(buffer, rehearsal.Snapshot.Resources, SourceCommits.ToNotes(commit));
            StandardStream.Output.Write(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
            StandardStream.Output.Write("\n"u8);
            return new RunReport(stack.Name, "snapshot", null, null, TimeSpan.Zero);
        });
    }
}
