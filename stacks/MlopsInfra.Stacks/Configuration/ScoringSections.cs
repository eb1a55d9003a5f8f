using MlopsInfra.Components;

namespace MlopsInfra.Stacks;

/// <summary>Reads the groups of settings that are about scoring. What a group leaves out keeps the component's default.</summary>
internal static class ScoringSections
{
    public static QaScoringOptions QaScoring(SettingsSection section)
    {
        var other = new QaScoringOptions();
        return new QaScoringOptions
        {
            Image = section.OptionalText("image"),
            Port = section.Int("port", other.Port),
            LivenessPath = section.Text("livenessPath", other.LivenessPath),
            ReadinessPath = section.Text("readinessPath", other.ReadinessPath),
            Cpu = section.Int("cpu", other.Cpu),
            MemoryGb = section.Int("memoryGb", other.MemoryGb),
        };
    }

    public static ProductionScoringOptions ProductionScoring(SettingsSection section)
    {
        var other = new ProductionScoringOptions();
        return new ProductionScoringOptions
        {
            SystemPool = section.Section("systemPool", NodePool),
            ScoringPool = section.Section("scoringPool", NodePool),
            Zones = section.Texts("zones", other.Zones),
            AdminGroupIds = section.Texts("adminGroupIds", other.AdminGroupIds),
            AuthorizedIpRanges = section.Texts("authorizedIpRanges", other.AuthorizedIpRanges),
            UptimeSla = section.Bool("uptimeSla", other.UptimeSla),
            EncryptionAtHost = section.Bool("encryptionAtHost", other.EncryptionAtHost),
            MaintenanceDay = section.OneOf("maintenanceDay", other.MaintenanceDay),
            MaintenanceHour = section.Int("maintenanceHour", other.MaintenanceHour),
            ComputeName = section.Text("computeName", other.ComputeName),
            Tls = section.OptionalSection("tls", ScoringTls),
            AllowInsecureConnections = section.Bool("allowInsecureConnections", other.AllowInsecureConnections),
            LocalAccounts = section.Bool("localAccounts", other.LocalAccounts),
            ComputeNamespace = section.Text("computeNamespace", other.ComputeNamespace),
            RouteTableId = section.OptionalText("routeTableId"),
        };
    }

    private static ScoringTlsOptions ScoringTls(SettingsSection section) => new()
    {
        Name = section.Text("name", ""),
        Certificate = section.OptionalText("certificate"),
        Key = section.OptionalText("key"),
        KubernetesSecret = section.OptionalText("kubernetesSecret"),
        Address = section.OptionalText("address"),
    };

    private static NodePoolOptions NodePool(SettingsSection section)
    {
        var other = new NodePoolOptions();
        return new NodePoolOptions
        {
            VmSize = section.Text("vmSize", other.VmSize),
            MinNodes = section.Int("minNodes", other.MinNodes),
            MaxNodes = section.Int("maxNodes", other.MaxNodes),
        };
    }
}
