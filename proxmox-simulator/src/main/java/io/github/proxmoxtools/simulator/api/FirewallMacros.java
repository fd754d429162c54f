package io.github.proxmoxtools.simulator.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Protocols that rules may name instead of ports. */
final class FirewallMacros {
    private static final List<String> ALL = """
                                            Amanda|Amanda Backup
                                            Auth|Auth (identd) traffic
                                            BGP|Border Gateway Protocol traffic
                                            BitTorrent|BitTorrent traffic for BitTorrent 3.1 and earlier
                                            BitTorrent32|BitTorrent traffic for BitTorrent 3.2 and later
                                            Ceph|Ceph Storage Cluster traffic (Ceph Monitors, OSD & MDS Daemons)
                                            Citrix|Citrix/ICA traffic (ICA, ICA Browser, CGP)
                                            CVS|Concurrent Versions System pserver traffic
                                            DAAP|Digital Audio Access Protocol traffic (iTunes, Rythmbox daemons)
                                            DCC|Distributed Checksum Clearinghouse spam filtering mechanism
                                            DHCPfwd|Forwarded DHCP traffic
                                            DHCPv6|DHCPv6 traffic
                                            Distcc|Distributed Compiler service
                                            DNS|Domain Name System traffic (upd and tcp)
                                            Finger|Finger protocol (RFC 742)
                                            FTP|File Transfer Protocol
                                            Git|Git distributed revision control traffic
                                            GNUnet|GNUnet secure peer-to-peer networking traffic
                                            GRE|Generic Routing Encapsulation tunneling protocol
                                            HKP|OpenPGP HTTP key server protocol traffic
                                            HTTP|Hypertext Transfer Protocol (WWW)
                                            HTTPS|Hypertext Transfer Protocol (WWW) over SSL
                                            ICPV2|Internet Cache Protocol V2 (Squid) traffic
                                            ICQ|AOL Instant Messenger traffic
                                            IMAP|Internet Message Access Protocol
                                            IMAPS|Internet Message Access Protocol over SSL
                                            IPIP|IPIP capsulation traffic
                                            IPsec|IPsec traffic
                                            IPsecah|IPsec authentication (AH) traffic
                                            IPsecnat|IPsec traffic and Nat-Traversal
                                            IRC|Internet Relay Chat traffic
                                            Jetdirect|HP Jetdirect printing
                                            L2TP|Layer 2 Tunneling Protocol traffic
                                            LDAP|Lightweight Directory Access Protocol traffic
                                            LDAPS|Secure Lightweight Directory Access Protocol traffic
                                            Mail|Mail traffic (SMTP, SMTPS, Submission)
                                            MDNS|Multicast DNS
                                            MSNP|Microsoft Notification Protocol
                                            MSSQL|Microsoft SQL Server
                                            Munin|Munin networked resource monitoring traffic
                                            MySQL|MySQL server
                                            NeighborDiscovery|IPv6 neighbor solicitation, neighbor and router advertisement
                                            NNTP|NNTP traffic (Usenet).
                                            NNTPS|Encrypted NNTP traffic (Usenet)
                                            NTP|Network Time Protocol (ntpd)
                                            OpenVPN|OpenVPN traffic
                                            OSPF|OSPF multicast traffic
                                            PCA|Symantec PCAnywere (tm)
                                            Ping|ICMP echo request
                                            PMG|Proxmox Mail Gateway web interface
                                            POP3|POP3 traffic
                                            POP3S|Encrypted POP3 traffic
                                            PostgreSQL|PostgreSQL server
                                            PPtP|Point-to-Point Tunneling Protocol
                                            Printer|Line Printer protocol printing
                                            Razor|Razor Antispam System
                                            Rdate|Remote time retrieval (rdate)
                                            RDP|Microsoft Remote Desktop Protocol traffic
                                            RIP|Routing Information Protocol (bidirectional)
                                            RNDC|BIND remote management protocol
                                            Rsync|Rsync server
                                            SANE|SANE network scanning
                                            SixXS|SixXS IPv6 Deployment and Tunnel Broker
                                            SMB|Microsoft SMB traffic
                                            SMBswat|Samba Web Administration Tool
                                            SMTP|Simple Mail Transfer Protocol
                                            SMTPS|Encrypted Simple Mail Transfer Protocol
                                            SNMP|Simple Network Management Protocol
                                            SPAMD|Spam Assassin SPAMD traffic
                                            SPICEproxy|Proxmox VE SPICE display proxy traffic
                                            Squid|Squid web proxy traffic
                                            SSH|Secure shell traffic
                                            Submission|Mail message submission traffic
                                            SVN|Subversion server (svnserve)
                                            Syslog|Syslog protocol (RFC 5424) traffic
                                            Telnet|Telnet traffic
                                            Telnets|Telnet over SSL
                                            TFTP|Trivial File Transfer Protocol traffic
                                            Time|RFC 868 Time protocol
                                            Trcrt|Traceroute (for up to 30 hops) traffic
                                            VNC|VNC traffic for VNC display's 0 - 99
                                            VNCL|VNC traffic from Vncservers to Vncviewers in listen mode
                                            Web|WWW traffic (HTTP and HTTPS)
                                            Webcache|Web Cache/Proxy traffic (port 8080)
                                            Webmin|Webmin traffic
                                            Whois|Whois (nicname, RFC 3912) traffic
                                            """
            .lines().toList();

    private FirewallMacros() {}

    static List<Map<String, String>> rows() {
        return ALL.stream().map(line -> Map.of("macro", name(line), "descr", line.substring(line.indexOf('|') + 1)))
                .toList();
    }

    /** The macro as the server spells it, found in any spelling. */
    static Optional<String> find(String macro) {
        return ALL.stream().map(FirewallMacros::name).filter(macro::equalsIgnoreCase).findFirst();
    }

    private static String name(String line) {
        return line.substring(0, line.indexOf('|'));
    }
}
