using System.Reflection;
using MlopsInfra.Components;

namespace MlopsInfra.Stacks;

/// <summary>
/// Reads an environment from its stack file. The keys are the properties of <see cref="MlopsEnvironmentArgs"/> and of the options
/// in it; docs/configuration.md lists every key.
/// </summary>
public static class EnvironmentSettings
{
    // The components know the limits. They are asked before the subscription is known, so that mistakes need no sign-in to be
    // found.
    private static readonly string AnyId = Guid.Empty.ToString();

    // What the stack file does not say: it follows from where the program runs.
    private static readonly string[] Given =
    [
        nameof(MlopsEnvironmentArgs.SubscriptionId), nameof(MlopsEnvironmentArgs.TenantId), nameof(MlopsEnvironmentArgs.Clock),
    ];

    /// <summary>What a stack file may say: plain values and groups, in the order of the arguments.</summary>
    public static IReadOnlyList<PropertyInfo> Properties { get; } =
    [
        .. typeof(MlopsEnvironmentArgs).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => !Given.Contains(property.Name)),
    ];

    /// <summary>Reads and checks the configuration, before the subscription is known.</summary>
    /// <exception cref="ConfigurationException">Something is wrong with it; names every mistake.</exception>
    public static MlopsEnvironmentArgs Read(RawConfiguration configuration) => Read(configuration, AnyId, AnyId);

    /// <summary>Reads and checks the configuration.</summary>
    /// <param name="configuration">What the stack file says.</param>
    /// <param name="subscriptionId">The subscription that is deployed to.</param>
    /// <param name="tenantId">Its tenant.</param>
    /// <exception cref="ConfigurationException">Something is wrong with it; names every mistake.</exception>
    public static MlopsEnvironmentArgs Read(RawConfiguration configuration, string subscriptionId, string tenantId)
    {
        var reader = new SettingsReader(configuration);
        var args = new MlopsEnvironmentArgs
        {
            Workload = reader.Text("workload", "mlops"),
            Environment = reader.Text("environment", configuration.Stack),
            Location = reader.Required("location", "westeurope"),
            SubscriptionId = subscriptionId,
            TenantId = tenantId,
            Tags = reader.Tags("tags"),
            DeleteLocks = reader.Bool("deleteLocks", false),
            Clock = configuration.Clock,
        };
        foreach (var group in Properties.Where(property => OptionsBinder.IsOptions(property.PropertyType)))
            group.SetValue(args, OptionsBinder.ReadGroup(group, reader));
        ReportProblems(args, reader);
        ProviderSettings.Check(args, configuration, reader);
        SharedStacks.Check(args, configuration, reader);
        reader.ThrowIfWrong();
        return args;
    }

    private static void ReportProblems(MlopsEnvironmentArgs args, SettingsReader reader)
    {
        foreach (var problem in args.FindProblems())
        {
            var path = string.Join('.', problem.Argument.Split('.').Select(CamelCase));
            if (!reader.HasError(path)) reader.Add(path, problem.Value, problem.Allowed);
        }
    }

    // Names that the user gave (secrets, tags) stay as they are; the components' own begin with one capital.
    private static string CamelCase(string name) =>
        name.Length == 0 || (name.Length > 1 && !char.IsLower(name[1])) ? name : char.ToLowerInvariant(name[0]) + name[1..];
}
