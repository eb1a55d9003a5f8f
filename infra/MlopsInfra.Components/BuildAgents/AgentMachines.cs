using System.Text;
using Pulumi;
using Pulumi.AzureNative.Compute;
using Pulumi.AzureNative.Compute.Inputs;
using SshPublicKeyArgs = Pulumi.AzureNative.Compute.Inputs.SshPublicKeyArgs;

namespace MlopsInfra.Components;

/// <summary>
/// The scale set as Azure Pipelines wants it ("Azure Virtual Machine Scale Set agents"): no overprovisioning, manual upgrades, no
/// load balancer, no autoscaling. How many machines there are is Azure DevOps' business from then on, and so are the tags and the
/// extension that it puts on them.
/// </summary>
internal static class AgentMachines
{
    private const string User = "agent";

    // What jobs of a private environment need beyond what Ubuntu brings. build/ci/agent.sh waits for it.
    private const string FirstStart = """
        #cloud-config
        package_update: true
        packages: [git, curl, ca-certificates, unzip]
        runcmd:
          - curl --fail --silent --show-error --location https://aka.ms/InstallAzureCLIDeb | bash
          - curl --fail --silent --show-error --location https://get.pulumi.com | HOME=/opt bash -s -- --version 3.270.0
          - ln --symbolic --force /opt/.pulumi/bin/pulumi /usr/local/bin/pulumi

        """;

    /// <summary>
    /// Options of the scale set. An update would send all of it, and wipe what Azure DevOps has written into it: so what changes
    /// replaces it, with the pool, and what is Azure DevOps' is left alone.
    /// </summary>
    public static CustomResourceOptions Options => new()
    {
        IgnoreChanges = { "sku.capacity", "tags" },
        ReplaceOnChanges =
            { "location", "sku.name", "overprovision", "orchestrationMode", "upgradePolicy", "virtualMachineProfile" },
    };

    /// <summary>The scale set.</summary>
    public static VirtualMachineScaleSetArgs Of(BuildAgentsArgs args, Placement placement) => new()
    {
        VmScaleSetName = args.ScaleSetName,
        ResourceGroupName = placement.ResourceGroupName,
        Location = placement.Location,
        Tags = placement.TagMap(),
        Sku = new SkuArgs { Name = args.Options.VmSize, Tier = "Standard", Capacity = 0 },
        OrchestrationMode = OrchestrationMode.Uniform,
        Overprovision = false,
        SinglePlacementGroup = false,
        PlatformFaultDomainCount = 1,
        UpgradePolicy = new UpgradePolicyArgs { Mode = UpgradeMode.Manual },
        VirtualMachineProfile = new VirtualMachineScaleSetVMProfileArgs
        {
            OsProfile = CreateOsProfile(args.Options),
            SecurityProfile = new SecurityProfileArgs
            {
                EncryptionAtHost = args.Options.EncryptionAtHost,
                SecurityType = SecurityTypes.TrustedLaunch,
                UefiSettings = new UefiSettingsArgs { SecureBootEnabled = true, VTpmEnabled = true },
            },
            StorageProfile = CreateStorageProfile(args.Options),
            NetworkProfile =
                new VirtualMachineScaleSetNetworkProfileArgs { NetworkInterfaceConfigurations =
                    { CreateNetworkInterface(args) } },
        },
    };

    private static VirtualMachineScaleSetOSProfileArgs CreateOsProfile(BuildAgentOptions options)
    {
        var profile = new VirtualMachineScaleSetOSProfileArgs
        {
            ComputerNamePrefix = User,
            AdminUsername = User,
            LinuxConfiguration = new LinuxConfigurationArgs
            {
                DisablePasswordAuthentication = true,
                ProvisionVMAgent = true,
                Ssh = new SshConfigurationArgs { PublicKeys =
                    { new SshPublicKeyArgs { Path = $"/home/{User}/.ssh/authorized_keys", KeyData = options.SshPublicKey! } } },
            },
        };
        if (options.ImageId is null)
            profile.CustomData = Convert.ToBase64String(Encoding.UTF8.GetBytes(FirstStart.ReplaceLineEndings("\n")));
        return profile;
    }

    // The operating system is on the machine's own disk: faster, free, and gone with the machine. The newest image, as a machine
    // lives for a job.
    private static VirtualMachineScaleSetStorageProfileArgs CreateStorageProfile(BuildAgentOptions options) => new()
    {
        ImageReference = options.ImageId is { } image
            ? new ImageReferenceArgs { Id = image }
            : new ImageReferenceArgs { Publisher = "Canonical", Offer = "ubuntu-24_04-lts", Sku = "server", Version = "latest" },
        OsDisk = new VirtualMachineScaleSetOSDiskArgs
        {
            CreateOption = DiskCreateOptionTypes.FromImage,
            Caching = CachingTypes.ReadOnly,
            DiffDiskSettings =
                new DiffDiskSettingsArgs { Option = DiffDiskOptions.Local, Placement = DiffDiskPlacement.ResourceDisk },
            ManagedDisk =
                new VirtualMachineScaleSetManagedDiskParametersArgs { StorageAccountType = StorageAccountTypes.Standard_LRS },
        },
    };

    // No public address: machines call out, and nobody calls them.
    private static VirtualMachineScaleSetNetworkConfigurationArgs CreateNetworkInterface(BuildAgentsArgs args) => new()
    {
        Name = "nic",
        Primary = true,
        EnableAcceleratedNetworking = true,
        IpConfigurations =
        {
            new VirtualMachineScaleSetIPConfigurationArgs { Name = "internal", Primary = true,
                Subnet = new ApiEntityReferenceArgs { Id = args.SubnetId } },
        },
    };
}
