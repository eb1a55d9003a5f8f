using Pulumi;
using Pulumi.AzureNative.ContainerService;
using Pulumi.AzureNative.ContainerService.Inputs;

namespace MlopsInfra.Components;

/// <summary>The arguments of the AKS cluster, with its system pool.</summary>
internal static class ClusterSpec
{
    public static ManagedClusterArgs Create(
        ProductionScoringArgs args, Placement placement, WorkloadIdentity identity, WorkloadIdentity kubelet) => new()
    {
        ResourceName = args.ClusterName,
        ResourceGroupName = placement.ResourceGroupName,
        Location = placement.Location,
        Tags = placement.TagMap(),
        DnsPrefix = args.ClusterName,
        Identity = new ManagedClusterIdentityArgs { Type = ResourceIdentityType.UserAssigned,
            UserAssignedIdentities = { identity.IdentityId } },
        IdentityProfile = { ["kubeletidentity"] = CreateKubeletIdentity(kubelet) },
        Sku = new ManagedClusterSKUArgs
        {
            Name = ManagedClusterSKUName.Base,
            Tier = args.Options.UptimeSla ? ManagedClusterSKUTier.Standard : ManagedClusterSKUTier.Free,
        },
        EnableRBAC = true,
        DisableLocalAccounts = !args.Options.LocalAccounts,
        AadProfile = new ManagedClusterAADProfileArgs
        {
            Managed = true,
            EnableAzureRBAC = true,
            TenantID = args.TenantId,
            AdminGroupObjectIDs = args.Options.AdminGroupIds.ToArray(),
        },
        OidcIssuerProfile = new ManagedClusterOIDCIssuerProfileArgs { Enabled = true },
        SecurityProfile = CreateSecurityProfile(placement),
        AddonProfiles = Addons(placement),
        AgentPoolProfiles = { CreateSystemPool(args) },
        ApiServerAccessProfile = CreateApiServerAccess(args),
        AutoUpgradeProfile = new ManagedClusterAutoUpgradeProfileArgs
        {
            UpgradeChannel = UpgradeChannel.Stable,
            NodeOSUpgradeChannel = NodeOSUpgradeChannel.NodeImage,
        },
        NetworkProfile = new ContainerServiceNetworkProfileArgs
        {
            NetworkPlugin = NetworkPlugin.Azure,
            NetworkPluginMode = NetworkPluginMode.Overlay,
            NetworkPolicy = NetworkPolicy.Azure,
            LoadBalancerSku = LoadBalancerSku.Standard,
            OutboundType = args.Options.RouteTableId is null ? OutboundType.LoadBalancer : OutboundType.UserDefinedRouting,
        },
    };

    private static UserAssignedIdentityArgs CreateKubeletIdentity(WorkloadIdentity identity) => new()
    {
        ResourceId = identity.IdentityId, ClientId = identity.ClientId, ObjectId = identity.PrincipalId,
    };

    private static ManagedClusterSecurityProfileArgs CreateSecurityProfile(Placement placement)
    {
        var security = new ManagedClusterSecurityProfileArgs
        {
            WorkloadIdentity = new ManagedClusterSecurityProfileWorkloadIdentityArgs { Enabled = true },
            ImageCleaner = new ManagedClusterSecurityProfileImageCleanerArgs { Enabled = true, IntervalHours = 168 },
        };
        if (placement.LogAnalyticsId is { } logs)
        {
            security.Defender = new ManagedClusterSecurityProfileDefenderArgs
            {
                LogAnalyticsWorkspaceResourceId = logs,
                SecurityMonitoring = new ManagedClusterSecurityProfileDefenderSecurityMonitoringArgs { Enabled = true },
            };
        }

        return security;
    }

    private static InputMap<ManagedClusterAddonProfileArgs> Addons(Placement placement)
    {
        var addons = new InputMap<ManagedClusterAddonProfileArgs>
        {
            ["azurepolicy"] = new ManagedClusterAddonProfileArgs { Enabled = true },
            ["azureKeyvaultSecretsProvider"] = new ManagedClusterAddonProfileArgs
            {
                Enabled = true,
                Config = { ["enableSecretRotation"] = "true" },
            },
        };
        if (placement.LogAnalyticsId is { } logs)
        {
            // Azure's own spelling: with another, every refresh would show a change.
            addons["omsagent"] = new ManagedClusterAddonProfileArgs
            {
                Enabled = true,
                Config = { ["logAnalyticsWorkspaceResourceID"] = logs, ["useAADAuth"] = "true" },
            };
        }

        return addons;
    }

    private static ManagedClusterAgentPoolProfileArgs CreateSystemPool(ProductionScoringArgs args)
    {
        var options = args.Options.SystemPool;
        var pool = new ManagedClusterAgentPoolProfileArgs
        {
            Name = "system",
            Mode = AgentPoolMode.System,
            Type = AgentPoolType.VirtualMachineScaleSets,
            OsType = OSType.Linux,
            OsDiskType = OSDiskType.Ephemeral,
            VmSize = options.VmSize,
            Count = options.MinNodes,
            MinCount = options.MinNodes,
            MaxCount = options.MaxNodes,
            EnableAutoScaling = true,
            EnableEncryptionAtHost = args.Options.EncryptionAtHost,
            EnableNodePublicIP = false,
            MaxPods = 50,
            NodeTaints = { "CriticalAddonsOnly=true:NoSchedule" },
            AvailabilityZones = args.Options.Zones.ToArray(),
        };
        if (args.SubnetId is { } subnet) pool.VnetSubnetID = subnet;
        return pool;
    }

    private static ManagedClusterAPIServerAccessProfileArgs CreateApiServerAccess(ProductionScoringArgs args)
    {
        var access = new ManagedClusterAPIServerAccessProfileArgs { DisableRunCommand = true };
        if (args.Private)
        {
            access.EnablePrivateCluster = true;
            access.EnablePrivateClusterPublicFQDN = false;
        }
        else if (args.Options.AuthorizedIpRanges.Count > 0)
        {
            access.AuthorizedIPRanges = args.Options.AuthorizedIpRanges.ToArray();
        }

        return access;
    }
}
