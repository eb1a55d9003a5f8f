using MlopsInfra.Lifecycle.Environments;
using MlopsInfra.Lifecycle.Status;

namespace MlopsInfra.Cli.Simulating;

/// <summary>What a stack serves on the local cloud, and how it is asked.</summary>
/// <param name="Name">Name of the endpoint or the container group.</param>
/// <param name="Releases">What it serves.</param>
/// <param name="Score">Where it scores.</param>
/// <param name="IsOnline">Whether it is an online endpoint, which wants a token.</param>
internal sealed record ServedModel(string Name, string Releases, Uri Score, bool IsOnline)
{
    // A scoring service of this machine begins to answer within seconds.
    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Finds it, and waits until it runs: of a stack with both, production.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CliException">Nothing is released, or it does not run.</exception>
    public static async Task<ServedModel> FindAsync(LifecycleEnvironment environment, CancellationToken cancellationToken)
    {
        var until = TimeProvider.System.GetUtcNow() + LongestStart;
        var reader = new StatusReader(environment);
        while (true)
        {
            var isOnline = environment.Outputs.OnlineEndpointName is not null;
            var status = isOnline
                ? await reader.ProductionAsync(cancellationToken) : await reader.QaAsync(cancellationToken);
            if (status is null)
            {
                throw new CliException(ExitCode.Failed, "NothingServed",
                    $"The stack {environment.Name} has neither qaScoring nor productionScoring: nothing answers there.");
            }

            if (!status.Serving.Any())
            {
                throw new CliException(ExitCode.Failed, "NothingServed",
                    $"Nothing is released in {environment.Name}: '{status.Name}' runs no model of a release. "
                    + $"'mlops release {environment.Name} --local' releases one.", environment.Name);
            }

            var isUp = isOnline ? status.Serving.All(each => each.State == "Succeeded") : status.State == "Running";
            if (isUp && status.Address is { } address)
            {
                return new ServedModel(status.Name, string.Join(", ", status.Serving.Select(each =>
                    each.Model is { } model ? $"{each.Name} ({model})" : each.Name)),
                    isOnline ? address : new Uri(address, "/score"), isOnline);
            }

            if (TimeProvider.System.GetUtcNow() > until)
            {
                throw new CliException(ExitCode.Failed, "NotServing",
                    $"'{status.Name}' of {environment.Name} is {status.State ?? "unknown"} for "
                    + $"{LongestStart.TotalMinutes:0} min. 'mlops local endpoints {environment.Name}' says how it is, "
                    + "'mlops local logs' what it printed.");
            }

            await Task.Delay(Pause, cancellationToken);
        }
    }
}
