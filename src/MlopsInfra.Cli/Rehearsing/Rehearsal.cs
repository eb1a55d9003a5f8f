using MlopsInfra.Cli.Running;
using MlopsInfra.LocalCloud;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalEngine;
using MlopsInfra.LocalEngine.Programs;
using MlopsInfra.Review;

namespace MlopsInfra.Cli.Rehearsing;

/// <summary>
/// Brings a program up on an empty cloud in memory, to see all that it declares: a preview alone does not know what a cloud gives
/// (ids, addresses, principals), and rights and rules are made of just that. The user's own local stack is not touched.
/// </summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private Rehearsal(EmbeddedCloud cloud, StackSnapshot snapshot) => (Cloud, Snapshot) = (cloud, snapshot);

    /// <summary>The cloud, with everything in it.</summary>
    public EmbeddedCloud Cloud { get; }

    /// <summary>What the program declares.</summary>
    public StackSnapshot Snapshot { get; }

    /// <summary>Brings the program up on an empty local cloud.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="assembly">The program.</param>
    /// <param name="observer">Sees what the program says; null: nobody.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CliException">It does not come up.</exception>
    public static async Task<Rehearsal> RunAsync(
        LocalStack stack, string assembly, IDeploymentObserver? observer, CancellationToken cancellationToken)
    {
        // No folder: the cloud is kept in memory. Its clock stands still, so that the same program gives the same bytes.
        var cloud = EmbeddedCloud.Open(null,
            new LocalCloudOptions { RepositoryFolder = stack.Project.Directory, Time = new StandingClock() });
        try
        {
            var copy = LocalStack.OpenBlank(stack.Project.Directory, stack.Name);
            var result = await copy.UpAsync(new DotnetProgram(assembly), cloud, observer, null, cancellationToken);
            if (!result.Succeeded) throw CliErrors.Of(result);
            return new Rehearsal(cloud, new StackSnapshot(stack.Name, await copy.ReadResourcesAsync(cancellationToken)));
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Cloud.DisposeAsync();

    private sealed class StandingClock : TimeProvider
    {
        private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
